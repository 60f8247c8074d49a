"""The city asks its people: consultations on questions and draft texts, and what became of the answers."""
