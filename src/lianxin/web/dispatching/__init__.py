"""The dispatcher's desk: orders that wait for a unit, requests that wait for a decision, what was decided before."""
