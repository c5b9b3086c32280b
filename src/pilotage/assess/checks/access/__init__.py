"""Who may do what: roles, applications and groups."""
