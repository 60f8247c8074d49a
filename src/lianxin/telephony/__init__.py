"""The telephone: what a switch tells and what it can be asked to do, whatever its make."""
