"""Inspection of intake: the inspectors' desk, an agent's own scores, samples, results with their cases."""
