"""The network as it is from here: how long things take, what is lost, how much gets through."""

from pilotage.connect.network.settings import ASKS, SETTINGS
from pilotage.connect.network.source import open_network
from pilotage.connect.sources import SourceKind

KIND = SourceKind("network", "Network, measured from this machine", SETTINGS, ASKS, open_network)
