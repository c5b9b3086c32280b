"""Directory entries in the LDAP data interchange format -> rows."""
