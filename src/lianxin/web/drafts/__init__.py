"""Drafts: what people have begun to write, kept by the server for them alone."""
