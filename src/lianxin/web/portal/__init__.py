"""The citizens' own pages: they tell the hotline what is wrong, follow it, and read what the hotline publishes."""
