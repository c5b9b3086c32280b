"""Google Workspace, as its console, GAM and the Directory API save it, in rows of our tables.

All three name things alike once their headers are made plain, so one mapping serves them.
People are known by Google's id where it is there, groups by their address.
"""
