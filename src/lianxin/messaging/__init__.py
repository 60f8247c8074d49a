"""What leaves the house: messages to callers, units and desks, and the ways they go."""
