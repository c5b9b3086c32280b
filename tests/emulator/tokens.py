"""Access tokens of the emulator: signed, for one application, good for a while."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import jwt
from jwt.types import Options

from .answer import Refused
from .clock import Clock
from .registration import Registration

AUDIENCE = "https://graph.microsoft.com"
OUR_CLOCK: Options = {"verify_exp": False, "verify_iat": False}
"""Times are checked against the clock of the emulator."""

KEY = b"a key that only the emulator knows, and that guards nothing"


@dataclass
class Tokens:
    """Issues and checks tokens. ``seconds`` is how long one is good for."""

    registrations: dict[str, Registration]
    tenant: str
    clock: Clock
    seconds: int = 3600
    revoked: set[str] = field(default_factory=set)
    _issued: int = 0

    def issue(self, app: Registration, scope: str = "") -> str:
        """Return a new token; ``scope`` is set where a person signed in."""
        now = self.clock.now().timestamp()
        rights: dict[str, Any] = {"scp": scope} if scope else {"roles": sorted(app.permissions)}
        self._issued += 1
        claims = {
            "aud": AUDIENCE,
            "tid": self.tenant,
            "appid": app.client_id,
            "iat": now,
            "exp": now + self.seconds,
            "uti": str(self._issued),
            **rights,
        }
        return jwt.encode(claims, KEY, algorithm="HS256")

    def revoke_all(self) -> None:
        """Let no token that was issued so far be good any more."""
        self.revoked.update(str(number) for number in range(1, self._issued + 1))

    def holder(self, token: str) -> Registration:
        """Return the application that holds a token.

        Raises:
            Refused: there is no token, or it is not ours, too old or revoked.
        """
        if not token:
            raise _unauthorized("Access token is empty.")
        try:
            claims = jwt.decode(token, KEY, ["HS256"], audience=AUDIENCE, options=OUR_CLOCK)
        except jwt.InvalidTokenError as error:
            raise _unauthorized("Access token validation failure.") from error
        if claims["exp"] <= self.clock.now().timestamp() or claims["uti"] in self.revoked:
            raise _unauthorized("Lifetime validation failed, the token is expired.")
        return self.registrations[claims["appid"]]


def _unauthorized(says: str) -> Refused:
    challenge = 'Bearer realm="", error="invalid_token"'
    return Refused(401, "InvalidAuthenticationToken", says, www_authenticate=challenge)
