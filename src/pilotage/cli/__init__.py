"""The front door for scripts. One command, one file under ``commands``."""
