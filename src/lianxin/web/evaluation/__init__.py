"""The page behind the signed link in a message: a caller says what came of the matter."""
