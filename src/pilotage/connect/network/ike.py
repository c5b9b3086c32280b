"""The first message of IKEv2, to learn whether a VPN gateway answers. Nothing follows it.

A gateway answers with its half of the exchange, or says which group or proposal it wants; each
shows that it can be reached. One that knows its partners by address stays silent to others.

Source  https://www.rfc-editor.org/rfc/rfc7296#section-3
"""

from __future__ import annotations

import secrets
import struct

NATT_PORT = 4500
MARKER = bytes(4)
"""What stands before IKE on the port of NAT traversal."""

SA, KEY_EXCHANGE, NONCE, NONE = 33, 34, 40, 0
IKE_SA_INIT, VERSION, INITIATOR, RESPONSE = 34, 0x20, 0x08, 0x20
GROUP, KEY_BYTES = 14, 256
HEADER = struct.Struct("!8s8sBBBBII")

AES_256 = (1, 12, struct.pack("!HH", 0x800E, 256))
TRANSFORMS = (AES_256, (2, 5, b""), (3, 12, b""), (4, GROUP, b""))
"""AES-CBC 256, PRF and integrity by HMAC-SHA-256, and the group MODP 2048."""


def question(port: int) -> bytes:
    """Return a request to begin, with fresh numbers, as it is sent to ``port``."""
    key = struct.pack("!HH", GROUP, 0) + secrets.token_bytes(KEY_BYTES)
    body = (
        _payload(KEY_EXCHANGE, _proposal())
        + _payload(NONCE, key)
        + _payload(NONE, secrets.token_bytes(32))
    )
    size = HEADER.size + len(body)
    spi = secrets.token_bytes(8)
    header = HEADER.pack(spi, bytes(8), SA, VERSION, IKE_SA_INIT, INITIATOR, 0, size)
    return (MARKER if port == NATT_PORT else b"") + header + body


def answered(asked: bytes, answer: bytes, port: int) -> bool:
    """Tell whether ``answer`` belongs to the question ``asked``."""
    skip = len(MARKER) if port == NATT_PORT else 0
    ours, theirs = asked[skip:], answer[skip:]
    if len(theirs) < HEADER.size:
        return False
    spi, _, _, _, exchange, flags, _, _ = HEADER.unpack_from(theirs)
    return spi == ours[:8] and exchange == IKE_SA_INIT and bool(flags & RESPONSE)


def _payload(following: int, body: bytes) -> bytes:
    """Return a payload with its header, which names the kind of the one after it."""
    return struct.pack("!BBH", following, 0, 4 + len(body)) + body


def _proposal() -> bytes:
    last = len(TRANSFORMS) - 1
    transforms = b"".join(
        struct.pack("!BBHBBH", 0 if at == last else 3, 0, 8 + len(more), kind, 0, id) + more
        for at, (kind, id, more) in enumerate(TRANSFORMS)
    )
    return struct.pack("!BBHBBBB", 0, 0, 8 + len(transforms), 1, 1, 0, len(TRANSFORMS)) + transforms
