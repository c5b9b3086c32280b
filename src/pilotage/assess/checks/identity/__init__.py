"""How people sign in, and what guards the sign-in."""
