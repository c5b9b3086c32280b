"""Files that people hand in as evidence, and their way out again."""
