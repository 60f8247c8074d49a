"""Opinions on the hotline at the desk: answered, set aside, published, withdrawn."""
