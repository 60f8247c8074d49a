"""Files of an order: given, looked at, covered, handed out."""
