"""The examiner's desk: every feedback beside its matter, its points, its evidence, and the like of it."""
