"""What citizens think of the hotline itself, and what it answers them (Art. 37)."""
