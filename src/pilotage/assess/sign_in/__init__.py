"""What guards a sign-in: access policies, their exclusions, methods and security defaults."""
