"""Active Directory and other LDAP directories: people, groups, computers and contacts."""

from pilotage.connect.ldap.questions import QUESTIONS
from pilotage.connect.ldap.settings import SETTINGS
from pilotage.connect.ldap.source import open_ldap
from pilotage.connect.sources import SourceKind

KIND = SourceKind(
    id="ldap",
    title="Active Directory or another LDAP directory",
    settings=SETTINGS,
    asks=tuple(question.ask for question in QUESTIONS),
    open=open_ldap,
)
