"""What is owed by its day, each kind on a desk of its own: promises to callers (Art. 24) and explanations (Art. 16)."""
