"""Nobody makes an account here: people are invited, and each way in must lead to one of them."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.encoding import force_bytes

from pilotage.facts.errors import InputError, NotKnown
from pilotage.store.models import User
from pilotage.store.users import user_named


class InvitedOnly(DefaultAccountAdapter):
    """Passwords: nobody signs up, and nobody learns who has an account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: people are invited."""
        return False


class KnownPeople(DefaultSocialAccountAdapter):
    """Other providers: the proven address must be one that was invited."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Return False: people are invited."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in whom the provider proves to be somebody invited, and nobody else."""
        if sociallogin.is_existing:
            return
        user = self._invited(sociallogin)
        if user is None:
            says = "Nobody invited this address, or the provider does not prove that it is yours."
            context = {"title": "Not invited", "says": says}
            raise ImmediateHttpResponse(render(request, "refused.html", context, status=403))
        sociallogin.connect(request, user)

    def _invited(self, sociallogin: Any) -> User | None:
        provider = sociallogin.account.provider
        trusted = provider in getattr(settings, "SIGN_IN_TRUSTED", ())
        for address in sociallogin.email_addresses:
            if not (address.verified or trusted):
                continue
            try:
                user = user_named(address.email)
            except NotKnown:
                continue
            if user.is_active:
                return user
        return None


class SealedFactors(DefaultMFAAdapter):
    """Second factors: their secrets are sealed with the secret of the installation."""

    def encrypt(self, text: str) -> str:
        """Return what is kept of a secret."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret.

        Raises:
            InputError: it was sealed with the secret of another installation.
        """
        try:
            return _seal().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise InputError(
                "the second factor was set up under another secret key",
                fix="Take it away and set it up again.",
            ) from error


def _seal() -> Fernet:
    key = hashlib.sha256(b"second factors\0" + force_bytes(settings.SECRET_KEY)).digest()
    return Fernet(base64.urlsafe_b64encode(key))
