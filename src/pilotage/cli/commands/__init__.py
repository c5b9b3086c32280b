"""One file per command; its docstring's first line is the line in ``pilotage --help``."""
