"""Which topic a matter may be of, by its words alone: a port, and one file per method. It recommends, people decide."""
