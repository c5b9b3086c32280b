"""Name servers that misbehave, on a free port of 127.0.0.1."""

import socket
import threading
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rrset

HOST = "127.0.0.1"


@contextmanager
def answering(reply):
    """Answer each query with the bytes that ``reply`` makes of it, with nothing if there are none.

    Yields the port, and the list of the names that were asked.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wire:
        wire.bind((HOST, 0))
        asked = []
        thread = threading.Thread(target=_serve, args=(wire, reply, asked))
        thread.start()
        port = wire.getsockname()[1]
        try:
            yield port, asked
        finally:
            wire.sendto(b"", (HOST, port))
            thread.join()


def _serve(wire, reply, asked):
    while True:
        raw, where = wire.recvfrom(65_535)
        if not raw:
            return
        query = dns.message.from_wire(raw)
        asked.append(query.question[0].name.to_text(omit_final_dot=True))
        if said := reply(query):
            wire.sendto(said, where)


def nothing(query):
    """Say nothing, as a port that a firewall drops."""
    return b""


def rubbish(query):
    """Send bytes that are no message of DNS."""
    return b"\x00\x01rubbish"


def only_the_root(query):
    """Answer for the root and for no other name, as a resolver does whose zone is dead."""
    return saying(NS=["ns.root.example."])(query) if len(query.question[0].name) == 1 else b""


def saying(flags=dns.flags.RA, rcode=0, of=None, **records):
    """Return a way to answer with ``records`` by type, which stand under the name ``of``."""

    def reply(query):
        made = dns.message.make_response(query)
        made.flags |= flags
        made.set_rcode(rcode)
        for kind, values in records.items():
            name = of or query.question[0].name
            made.answer.append(dns.rrset.from_text(name, 300, "IN", kind, *values))
        return made.to_wire()

    return reply
