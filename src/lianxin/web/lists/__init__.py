"""Lists of orders: the queues of an office, and the search."""
