"""People, duties, rosters, departments and vendors."""
