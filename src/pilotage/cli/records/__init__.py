"""Commands that work on the records, one file each."""
