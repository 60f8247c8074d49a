"""The documents that are written from the law's tables, so that they cannot fall behind it."""
