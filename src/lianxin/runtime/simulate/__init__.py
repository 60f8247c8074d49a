"""Invents lives of orders and leads them through the one door: the same seed gives the same lives."""
