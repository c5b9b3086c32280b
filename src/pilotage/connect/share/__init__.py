"""File shares: a folder tree as it is mounted here."""

from pilotage.connect.share.settings import ASK, SETTINGS
from pilotage.connect.share.source import open_share
from pilotage.connect.sources import SourceKind

KIND = SourceKind(
    id="share",
    title="A file share that is mounted here",
    settings=SETTINGS,
    asks=(ASK,),
    open=open_share,
)
