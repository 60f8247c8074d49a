"""The figures: what they come to, of whom, and the cases that each number is made of."""
