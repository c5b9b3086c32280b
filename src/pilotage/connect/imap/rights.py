"""What lists of rights on a folder (RFC 4314) mean for a migration."""

from __future__ import annotations

from collections.abc import Mapping

from pilotage.connect.imap.accounts import Account

ENOUGH = frozenset("lri")
"""Letters without which nobody has full access: see, read and add; and one of ``DELETES``."""

DELETES = frozenset("tdx")
EVERYBODY = ("anyone", "anonymous", "authenticated")
OWNER = ("owner", "#owner")
TAKEN_AWAY = ("-", "!")
"""Signs before a name whose rights are taken away, not given."""

GROUP = "$"
Rights = Mapping[str, str]


def shared_with(account: Account, rights: Rights | None) -> str | None:
    """Return who else has rights, as ``ben=lr;chen=lrs``; None where that is not known."""
    if rights is None:
        return None
    return ";".join(f"{who}={rights[who]}" for who in sorted(rights) if not _owns(account, who))


def full_access(account: Account, rights: Rights | None) -> list[str]:
    """Return the people and groups who may see, read, add and delete."""
    return [
        who.lstrip(GROUP)
        for who, letters in sorted((rights or {}).items())
        if not _owns(account, who)
        and who.lower() not in EVERYBODY
        and not who.startswith(TAKEN_AWAY)
        and frozenset(letters) >= ENOUGH
        and not DELETES.isdisjoint(letters)
    ]


def _owns(account: Account, who: str) -> bool:
    return who.lower() in (account.name.lower(), account.mailbox, *OWNER)
