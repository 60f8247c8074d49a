"""Today's supervision: what falls due, what is late, what is disputed, as cards that can be urged and supervised."""
