"""Begin a migration: eight questions to a plan."""
