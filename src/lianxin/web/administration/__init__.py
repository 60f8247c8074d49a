"""What the administrator looks after: units, people, rules, calendar, and who read what."""
