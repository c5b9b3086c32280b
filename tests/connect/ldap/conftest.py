"""The servers that these tests talk to."""

from servers.openldap import openldap_server
from servers.samba import domain

__all__ = ["domain", "openldap_server"]
