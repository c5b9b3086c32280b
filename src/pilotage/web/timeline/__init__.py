"""One line of dates for everyone, and hand-offs with their clocks."""
