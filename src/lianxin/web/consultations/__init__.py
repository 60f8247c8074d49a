"""Consultations at the desk: drafted, checked and published, answers written down, counted, sorted, reported."""
