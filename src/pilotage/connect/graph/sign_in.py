"""Sign-in: a certificate, a secret, or a person with a code on another device.

Tokens are renewed by msal five minutes before they end, and once more when Graph refuses one.

Source  https://learn.microsoft.com/entra/msal/python/
Source  https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msal
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from pilotage.connect.graph.token_cache import TokenCache
from pilotage.connect.graph.token_wire import TokenWire
from pilotage.facts.errors import InputError, SourceDenied

CERTIFICATE, SECRET, DEVICE = "certificate", "secret", "device code"
HELP = {
    "AADSTS7000215": "The secret is wrong. Make a new one, and copy its value, not its id.",
    "AADSTS7000222": "The secret has ended. Make a new one.",
    "AADSTS700016": "No application has this client_id in this tenant.",
    "AADSTS700027": "The certificate is not the one of the application. Upload its public part.",
    "AADSTS90002": "There is no such tenant. Check tenant, and cloud.",
    "AADSTS900023": "There is no such tenant. Check tenant, and cloud.",
    "AADSTS7000218": "Allow public client flows in the application for a device code.",
    "AADSTS65001": "An administrator has to consent to the permissions first.",
}
"""https://learn.microsoft.com/entra/identity-platform/reference-error-codes"""


@dataclass
class SignIn:
    """Signs in to one authority for one service. Safe to use from several threads.

    ``credential`` is a secret or a certificate as msal takes it; None where a person signs in,
    who is shown by ``tell`` where to enter which code.
    """

    authority: str
    client_id: str
    scope: str
    credential: str | Mapping[str, str] | None = field(repr=False)
    wire: TokenWire = field(repr=False)
    cache: TokenCache = field(repr=False)
    tell: Callable[[str], None] = field(repr=False)
    _app: Any = field(default=None, repr=False)
    _last: str = field(default="", repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def token(self, refused: str = "") -> str:
        """Return a token, another one than ``refused``, which Graph takes no longer.

        Raises:
            SourceDenied: sign-in was refused.
            SourceBusy: the sign-in service does not answer.
        """
        with self._lock:
            if self._app is None:
                self._app = self._application()
            anew = bool(refused) and refused == self._last
            got = self._of_person(anew) if self.credential is None else self._own(anew)
            self._last = str(got.get("access_token") or "")
            self.cache.save()
        if self._last:
            return self._last
        raise SourceDenied(self._why(got))

    def _application(self) -> Any:
        """Return the application of msal, after asking the authority for its addresses.

        Raises:
            SourceDenied: the authority does not know the tenant, or is none.
        """
        self.cache.load()
        kind = (
            msal.PublicClientApplication
            if self.credential is None
            else msal.ConfidentialClientApplication
        )
        try:
            return kind(
                self.client_id,
                client_credential=self.credential,
                authority=self.authority,
                instance_discovery=False,
                http_client=self.wire,
                token_cache=self.cache.tokens,
            )
        except (ValueError, KeyError) as error:
            says = f"{self.authority} does not say how to sign in. Check tenant, and cloud"
            raise SourceDenied(says) from error

    def _own(self, anew: bool) -> Mapping[str, Any]:
        if anew:
            self._app.remove_tokens_for_client()
        got: Mapping[str, Any] = self._app.acquire_token_for_client([self.scope])
        return got

    def _of_person(self, anew: bool) -> Mapping[str, Any]:
        """Return a token from the cache, or ask the person, who is shown a code."""
        got: Mapping[str, Any] | None
        for account in self._app.get_accounts()[:1]:
            got = self._app.acquire_token_silent([self.scope], account, force_refresh=anew)
            if got and "access_token" in got:
                return got
        flow = self._app.initiate_device_flow([self.scope])
        if "user_code" not in flow:
            return dict(flow)
        self.tell(str(flow["message"]))
        got = self._app.acquire_token_by_device_flow(flow)
        return got or {}

    def _why(self, got: Mapping[str, Any]) -> str:
        """Return the refusal in one line, without what we sent, and what to do."""
        said = str(got.get("error_description") or got.get("error") or "no reason").strip()
        line = said.splitlines()[0][:200]
        if isinstance(self.credential, str):
            line = line.replace(self.credential, "(secret)")
        fix = next((text for code, text in HELP.items() if code in said), "")
        return f"sign-in was refused: {line.rstrip('.')}. {fix}".strip()


def certificate(path: Path, password: str, now: datetime) -> dict[str, str]:
    """Return the credential in a PEM file that holds a private key and its certificate.

    Raises:
        InputError: it cannot be read or opened, or the certificate has ended.
    """
    where = str(path)
    try:
        pem = path.read_bytes()
        key = load_pem_private_key(pem, password.encode() if password else None)
        public = x509.load_pem_x509_certificate(pem)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", where=where) from error
    except (ValueError, TypeError):
        says = "does not open as a private key and its certificate in PEM"
        fix = "Check certificate_password; from a PFX: openssl pkcs12 -in FILE -out FILE.pem."
        raise InputError(says, where=where, fix=fix) from None
    if not isinstance(key, RSAPrivateKey):
        raise InputError("holds a key that is not RSA, which Entra ID does not take", where=where)
    if public.not_valid_after_utc < now.astimezone(UTC):
        says = f"ended on {public.not_valid_after_utc:%Y-%m-%d}"
        raise InputError(says, where=where, fix="Make a new certificate and upload it.")
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    text = public.public_bytes(Encoding.PEM).decode()
    return {"private_key": private.decode(), "public_certificate": text}
