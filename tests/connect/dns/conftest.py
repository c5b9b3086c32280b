"""Real name servers for the tests of this folder: two of Knot for the zones, BIND as resolver."""

import os
from dataclasses import dataclass

import pytest
from connect.dns.zones import stale, zones
from servers import bind, knot
from servers.waiting import free_port

from pilotage.connect.dns.asking import Asker
from pilotage.connect.dns.servers import Server

FAST = 100_000.0


@dataclass(frozen=True)
class World:
    """Where the server is that knows the zones, the one that is behind, and the resolver."""

    knows: str
    behind: str
    port: int
    resolver_port: int

    def resolver(self, **changes):
        return Server(bind.HOST, self.resolver_port, per_second=FAST, **changes)

    def sure(self):
        """Return the server that knows, as a resolver whose times to live never count down."""
        return Server(self.knows, self.port, per_second=FAST)

    def late(self, **changes):
        """Return the server that is behind; as a resolver it says what caches still hold."""
        return Server(self.behind, self.port, per_second=FAST, **changes)

    def asker(self, *resolvers):
        return Asker(resolvers or [self.resolver()], port=self.port, per_second=FAST)


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """Run the servers for the tests of this process."""
    if why := knot.why_not() or bind.why_not():
        pytest.skip(why)
    one, two = (f"127.{net}.{os.getpid() // 250 % 250}.{os.getpid() % 250 + 1}" for net in (78, 79))
    made = World(one, two, free_port(), free_port())
    known = zones(one, two)
    folders = [tmp_path_factory.mktemp(name) for name in ("knows", "behind", "resolver")]
    with (
        knot.knot(folders[0], one, made.port, known),
        knot.knot(folders[1], two, made.port, stale(known)),
        bind.bind(folders[2], made.resolver_port, one, made.port),
    ):
        yield made
