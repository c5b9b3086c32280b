"""One file per rule. The docstring is the rule's page."""
