"""The desks, where one matter after the other is worked through: one form of queue, of page and of what may be done."""
