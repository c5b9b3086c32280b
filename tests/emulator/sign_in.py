"""The token endpoint: client secret, certificate, device code, refresh token.

Source  https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
        https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
        https://learn.microsoft.com/entra/identity-platform/certificate-credentials
        https://learn.microsoft.com/entra/identity-platform/reference-error-codes
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from .registration import Registration
from .tokens import Tokens

JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code"

Form = Mapping[str, str]


class SignInRefused(Exception):
    """An error of the token endpoint: ``error`` as in OAuth, a number as in Entra."""

    def __init__(self, error: str, number: int, says: str) -> None:
        super().__init__(says)
        self.error, self.number, self.says = error, number, says

    @property
    def body(self) -> dict[str, Any]:
        """Return it as the token endpoint writes it."""
        return {
            "error": self.error,
            "error_description": f"AADSTS{self.number}: {self.says}",
            "error_codes": [self.number],
            "trace_id": "00000000-0000-0000-0000-000000000000",
            "correlation_id": "00000000-0000-0000-0000-000000000000",
        }


@dataclass
class SignIn:
    """``approved`` says whether the person has entered the device code; None: not yet."""

    tokens: Tokens
    names: frozenset[str]
    """The id and the domains of the tenant."""

    approved: bool | None = True
    _codes: dict[str, str] = field(default_factory=dict)

    def check_tenant(self, tenant: str) -> None:
        """Check that the address names this tenant.

        Raises:
            SignInRefused: it does not.
        """
        if tenant not in self.names:
            raise SignInRefused("invalid_request", 90002, f"Tenant '{tenant}' not found.")

    def token(self, form: Form, address: str) -> dict[str, Any]:
        """Return a token for what was posted to ``address``.

        Raises:
            SignInRefused: it earns none.
        """
        app = self._app(form)
        grant = form.get("grant_type", "")
        if grant == "client_credentials":
            return self._as_application(app, form, address)
        if grant == DEVICE_CODE:
            return self._as_person(app, self._scope_of(form.get("device_code", "")))
        if grant == "refresh_token":
            return self._as_person(app, self._scope_of(form.get("refresh_token", "")))
        raise SignInRefused("unsupported_grant_type", 70003, f"'{grant}' is not supported.")

    def device_code(self, form: Form, address: str) -> dict[str, Any]:
        """Return a code for a person to enter at ``address``.

        Raises:
            SignInRefused: the application is not known.
        """
        self._app(form)
        code = f"device-{len(self._codes) + 1}"
        self._codes[code] = form.get("scope", "")
        return {
            "user_code": "DEMO12345",
            "device_code": code,
            "verification_uri": address,
            "expires_in": 900,
            "interval": 1,
            "message": f"To sign in, open {address} and enter the code DEMO12345.",
        }

    def _app(self, form: Form) -> Registration:
        client = form.get("client_id", "")
        app = self.tokens.registrations.get(client)
        if app is None:
            says = f"Application with identifier '{client}' was not found in the directory."
            raise SignInRefused("unauthorized_client", 700016, says)
        return app

    def _as_application(self, app: Registration, form: Form, address: str) -> dict[str, Any]:
        if not form.get("scope", "").endswith("/.default"):
            raise SignInRefused("invalid_scope", 1002012, "The scope must end in /.default.")
        if form.get("client_assertion_type") == JWT_BEARER:
            check_assertion(form.get("client_assertion", ""), app, address)
        elif not hmac.compare_digest(form.get("client_secret", "").encode(), app.secret.encode()):
            says = "Invalid client secret provided."
            raise SignInRefused("invalid_client", 7000215, says)
        elif app.secret_expired:
            says = f"The provided client secret keys for app '{app.client_id}' are expired."
            raise SignInRefused("invalid_client", 7000222, says)
        return self._granted(self.tokens.issue(app))

    def _scope_of(self, code: str) -> str:
        if code not in self._codes:
            raise SignInRefused("invalid_grant", 70000, "The code is not valid.")
        if self.approved is None:
            raise SignInRefused("authorization_pending", 70016, "Authorization is pending.")
        if not self.approved:
            raise SignInRefused("authorization_declined", 70019, "The person declined.")
        return self._codes[code]

    def _as_person(self, app: Registration, scope: str) -> dict[str, Any]:
        refresh = f"refresh-{len(self._codes) + 1}"
        self._codes[refresh] = scope
        granted = self._granted(self.tokens.issue(app, " ".join(sorted(app.permissions))))
        who = b'{"uid":"00000000-0000-0000-0000-0000000000aa","utid":"demo"}'
        info = base64.urlsafe_b64encode(who).decode().rstrip("=")
        return {**granted, "scope": scope, "refresh_token": refresh, "client_info": info}

    def _granted(self, token: str) -> dict[str, Any]:
        return {
            "token_type": "Bearer",
            "expires_in": self.tokens.seconds,
            "ext_expires_in": self.tokens.seconds,
            "access_token": token,
        }


def check_assertion(assertion: str, app: Registration, address: str) -> None:
    """Check the signature and the claims of a certificate assertion.

    Raises:
        SignInRefused: no certificate of the application signed it, it is for another address or
            application, or the certificate or the assertion has expired.
    """
    try:
        named = jwt.get_unverified_header(assertion)
        certificate = next(each for each in app.certificates if _is_named(each, named))
    except (jwt.InvalidTokenError, StopIteration) as error:
        says = "Client assertion contains an invalid signature. The key was not found."
        raise SignInRefused("invalid_client", 700027, says) from error
    if certificate.not_valid_after_utc <= datetime.now(UTC):
        raise SignInRefused("invalid_client", 700027, "The certificate has expired.")
    key: Any = certificate.public_key()
    try:
        claims = jwt.decode(assertion, key, ["RS256", "PS256"], audience=address)
    except jwt.InvalidTokenError as error:
        says = f"Client assertion is not valid: {error}."
        raise SignInRefused("invalid_client", 700027, says) from error
    if {claims.get("iss"), claims.get("sub")} != {app.client_id}:
        raise SignInRefused("invalid_client", 700021, "The assertion is of another application.")


def _is_named(certificate: x509.Certificate, named: Mapping[str, Any]) -> bool:
    """Return whether the header of an assertion names this certificate by its thumbprint."""
    prints = {"x5t": hashes.SHA1(), "x5t#S256": hashes.SHA256()}
    return any(
        str(named.get(name)).rstrip("=")
        == base64.urlsafe_b64encode(certificate.fingerprint(how)).decode().rstrip("=")
        for name, how in prints.items()
    )
