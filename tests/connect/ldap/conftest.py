"""The servers that these tests talk to."""

from servers.samba import domain

__all__ = ["domain"]
