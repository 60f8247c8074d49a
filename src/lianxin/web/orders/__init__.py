"""The pages of one order."""
