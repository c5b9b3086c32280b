"""Mail servers that speak IMAP: mailboxes, folders, sizes, quotas and rights."""

from pilotage.connect.imap.questions import ASKS
from pilotage.connect.imap.settings import SETTINGS
from pilotage.connect.imap.source import open_imap
from pilotage.connect.sources import SourceKind

KIND = SourceKind(
    id="imap",
    title="A mail server with IMAP",
    settings=SETTINGS,
    asks=ASKS,
    open=open_imap,
)
