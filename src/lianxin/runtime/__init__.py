"""Everything that makes the product run on a machine: settings, database, processes, commands."""
