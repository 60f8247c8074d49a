"""Everything that happens by itself, because its moment has come."""
