"""A citizen follows a matter: by number and query code, and with a one-time code everything that is theirs."""
