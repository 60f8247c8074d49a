"""The only app with tables: models, migrations and the reads that others build on."""
