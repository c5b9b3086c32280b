"""DNS as resolvers and the servers of each zone tell it; nothing is asked that is not public."""

from pilotage.connect.dns.questions import ASKS
from pilotage.connect.dns.settings import SETTINGS
from pilotage.connect.dns.source import open_dns
from pilotage.connect.sources import SourceKind

KIND = SourceKind("dns", "DNS of the organisation's domains", SETTINGS, ASKS, open_dns)
