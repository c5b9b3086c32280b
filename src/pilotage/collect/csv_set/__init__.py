"""CSV files of one table each: Pilotage's own set, and what Exchange PowerShell saves."""
