"""Lianxin (连心): the open platform for a city's citizen service hotline."""
