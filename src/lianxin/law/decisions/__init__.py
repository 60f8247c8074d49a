"""What each act does to an order, as pure functions on a draft; grouped by the part of a life they belong to."""
