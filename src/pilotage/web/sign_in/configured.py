"""What ``sign-in.toml`` of the home folder says: other ways to sign in, and the mail server.

::

    [[openid]]
    id = "entra"
    name = "Microsoft Entra ID"
    server = "https://login.microsoftonline.com/TENANT/v2.0"
    client = "APPLICATION"
    secret_in = "PILOTAGE_ENTRA_SECRET"
    proves_addresses = true

    [[saml]]
    id = "kestrel"
    name = "Kestrel IT"
    entity = "https://idp.example"
    address = "https://idp.example/sso"
    certificate = "MIIC..."

    [mail]
    host = "smtp.example"
    port = 587
    sender = "pilotage@example.com"
    user = "pilotage"
    password_in = "PILOTAGE_MAIL_PASSWORD"

Secrets stay out of the file: it names the variables of the environment that hold them. A provider
``proves_addresses`` where nobody can have another's address there, as in a tenant of one's own;
without that only addresses that it marks as verified count.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from pilotage.facts.errors import InputError

FILE = "sign-in.toml"
OPENID = "allauth.socialaccount.providers.openid_connect"
SAML = "allauth.socialaccount.providers.saml"


@dataclass(frozen=True)
class OpenId:
    """A provider of OpenID Connect, such as Entra ID."""

    id: str
    name: str
    server: str
    client: str
    secret_in: str = ""
    proves_addresses: bool = False


@dataclass(frozen=True)
class Saml:
    """A provider of SAML 2.0: its name, where it signs people in, and what it signs with.

    ``email`` is the attribute that holds the address.
    """

    id: str
    name: str
    entity: str
    address: str
    certificate: str
    email: str = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"


@dataclass(frozen=True)
class Mail:
    """The server that takes mail; ``security`` is how the wire is closed."""

    host: str
    sender: str
    port: int = 587
    user: str = ""
    password_in: str = ""
    security: Literal["starttls", "tls", "none"] = "starttls"


@dataclass(frozen=True)
class SignIn:
    """All ways to sign in besides a password, and where mail goes; None where there is no mail."""

    openid: tuple[OpenId, ...] = ()
    saml: tuple[Saml, ...] = ()
    mail: Mail | None = None

    @property
    def apps(self) -> list[str]:
        """Return the applications that Django needs; SAML needs the extra ``saml``."""
        return [OPENID, *([SAML] if self.saml else [])]

    @property
    def trusted(self) -> frozenset[str]:
        """Return the ids of the providers whose addresses are proven."""
        own = {each.id for each in self.openid if each.proves_addresses}
        return frozenset(own | {each.id for each in self.saml})

    def providers(self, environment: Mapping[str, str]) -> dict[str, Any]:
        """Return allauth's entry for each way."""
        found: dict[str, Any] = {}
        if self.openid:
            apps = [_openid_app(each, environment) for each in self.openid]
            found["openid_connect"] = {"APPS": apps, "OAUTH_PKCE_ENABLED": True}
        if self.saml:
            found["saml"] = {"APPS": [_saml_app(each) for each in self.saml]}
        return found


_SIGN_IN = TypeAdapter(SignIn)


def read(home: Path) -> SignIn:
    """Return what the file says; nothing where there is none.

    Raises:
        InputError: the file cannot be read; says which part.
    """
    path = home / FILE
    if not path.is_file():
        return SignIn()
    try:
        found = _SIGN_IN.validate_python(tomllib.loads(path.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise InputError(f"{first['msg'].lower()}", where=f"{path}, {key}") from error
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({error})", where=str(path)) from error
    return found


def mail_settings(mail: Mail | None, environment: Mapping[str, str]) -> dict[str, Any]:
    """Return Django's settings for mail; without a server nothing is sent."""
    if mail is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": mail.host,
        "EMAIL_PORT": mail.port,
        "EMAIL_HOST_USER": mail.user,
        "EMAIL_HOST_PASSWORD": _secret(mail.password_in, environment),
        "EMAIL_USE_TLS": mail.security == "starttls",
        "EMAIL_USE_SSL": mail.security == "tls",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": mail.sender,
    }


def _openid_app(each: OpenId, environment: Mapping[str, str]) -> dict[str, Any]:
    return {
        "provider_id": each.id,
        "name": each.name,
        "client_id": each.client,
        "secret": _secret(each.secret_in, environment),
        "settings": {"server_url": each.server},
    }


def _saml_app(each: Saml) -> dict[str, Any]:
    idp = {"entity_id": each.entity, "sso_url": each.address, "x509cert": each.certificate}
    names = {"uid": each.email, "email": each.email}
    return {
        "provider_id": each.id,
        "name": each.name,
        "client_id": each.id,
        "settings": {"idp": idp, "attribute_mapping": names},
    }


def _secret(name: str, environment: Mapping[str, str]) -> str:
    if not name:
        return ""
    if name not in environment:
        raise InputError(f"names the variable {name}, which is not set", where=FILE)
    return environment[name]
