"""Personal data lies encrypted, is found by digest, is shown masked, and is forgotten by destroying a key."""
