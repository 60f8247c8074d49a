"""Measures the hotline as it is: real processes, real sessions, a database of its own that goes when it is done."""
