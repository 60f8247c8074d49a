"""The callback desk: whom to call, what to say, what they answered, and what follows (Art. 27)."""
