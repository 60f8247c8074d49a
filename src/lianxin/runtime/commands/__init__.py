"""One file per word that may follow ./lianxin."""
