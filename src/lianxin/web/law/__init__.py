"""What deadlines, acts and refusals rest on: the cited texts, and the rules in force in this city."""
