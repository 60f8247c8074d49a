"""Looking for viruses in files before anybody opens them."""
