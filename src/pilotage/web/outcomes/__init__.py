"""Did it get better, and did people notice the move."""
