"""HTTP as every wire uses it."""

import socket
import threading
import time
from contextlib import contextmanager

import httpx
import pytest

from pilotage.connect.http import MEGABYTE, Bounds, Cut, ask, client

PACKED = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 9\r\n\r\nnot a zip"


@contextmanager
def saying(*parts, every=0.0):
    """Yield a request to a server that sends ``parts``, one after so many seconds."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve():
            wire, _ = door.accept()
            with wire:
                wire.recv(65536)
                try:
                    for part in parts:
                        wire.sendall(part)
                        time.sleep(every)
                except OSError:
                    return

        thread = threading.Thread(target=serve)
        thread.start()
        yield httpx.Request("GET", f"http://127.0.0.1:{door.getsockname()[1]}/")
        thread.join(5)


@pytest.mark.parametrize(
    ("size", "says"),
    [(512, "0.5 kB"), (64 * 1024, "64 kB"), (MEGABYTE, "1 MB"), (64 * MEGABYTE, "64 MB")],
    ids=["half a kilobyte", "kilobytes", "a megabyte", "megabytes"],
)
def test_a_bound_is_said_in_a_unit_that_shows_it(size, says):
    assert Bounds(size).most == says


def test_the_head_of_an_answer_may_not_drip_either():
    drops = [b"HTTP/1.1 200 OK\r\n", *[b"a: b\r\n"] * 100]
    started = time.monotonic()
    with (
        saying(*drops, every=0.05) as request,
        client(seconds=0.3) as wire,
        pytest.raises(Cut, match="did not answer"),
    ):
        ask(wire, request)

    assert time.monotonic() - started < 3


def test_a_body_that_cannot_be_unpacked_is_a_broken_answer():
    with (
        saying(PACKED) as request,
        client() as wire,
        pytest.raises(Cut, match="cannot be unpacked"),
    ):
        ask(wire, request)
