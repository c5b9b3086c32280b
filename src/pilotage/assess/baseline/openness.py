"""How far a tenant opens itself to people outside, as steps that can be compared.

Sources https://learn.microsoft.com/sharepoint/turn-external-sharing-on-or-off
        https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pilotage.assess.baseline import Export, Thing, sharing, teams
from pilotage.assess.baseline.exported import flag, word


@dataclass(frozen=True)
class Openness:
    """One setting: ``step`` grows with the people who are let in, ``says`` is it in words.

    At one step ``let_in`` and ``kept_out`` name the domains that it is about.
    """

    step: int
    says: str
    let_in: frozenset[str] = frozenset()
    kept_out: frozenset[str] = frozenset()

    def wider_than(self, other: Openness) -> bool:
        """Tell whether somebody is let in here and not there."""
        if self.step != other.step:
            return self.step > other.step
        return bool(self.let_in - other.let_in or other.kept_out - self.kept_out)


NOBODY = Openness(0, "nobody outside")
REACH = {
    sharing.NOBODY: NOBODY,
    sharing.EXISTING_GUESTS: Openness(1, "guests who are there already"),
    sharing.NEW_GUESTS: Openness(2, "new guests"),
    sharing.ANYONE: Openness(3, "anyone with a link"),
}


def openness(export: Export) -> Mapping[str, Openness | None]:
    """Return whom each service of the tenant is open to; None where that was not exported."""
    site = sharing.tenant(export)
    federation = next(iter(export.objects(teams.FEDERATION)), {})
    return {
        "SharePoint": _reach(site, "sharingcapability"),
        "OneDrive": _reach(site, "odbsharingcapability"),
        "domains to share with": _sharing_domains(site),
        "Teams with other organisations": _federation(federation),
        "Teams with personal accounts": _personal(federation),
    }


def _reach(site: Thing, name: str) -> Openness | None:
    found = sharing.reach(site, name)
    return None if found is None else REACH[found]


def _sharing_domains(site: Thing) -> Openness | None:
    if sharing.reach(site) == sharing.NOBODY:
        return NOBODY
    mode = sharing.choice(site, "sharingdomainrestrictionmode", sharing.RESTRICTION)
    allowed, blocked = (
        frozenset((word(site, f"sharing{side}domainlist") or "").replace(",", " ").split())
        for side in ("allowed", "blocked")
    )
    block = sharing.RESTRICTION["blocklist"]
    steps = {
        sharing.ALLOWED_DOMAINS_ONLY: Openness(1, _listed("only", allowed), let_in=allowed),
        block: Openness(2, _listed("all but", blocked), kept_out=blocked),
        sharing.RESTRICTION["none"]: Openness(3, "every domain"),
    }
    return None if mode is None else steps[mode]


def _federation(found: Thing) -> Openness | None:
    allowed, named = flag(found, "allowfederatedusers"), teams.domains(found, "alloweddomains")
    if not allowed:
        return None if allowed is None else NOBODY
    if named is None:
        return None
    if named:
        return Openness(1, _listed("only", named), let_in=named)
    blocked = teams.domains(found, "blockeddomains") or frozenset()
    return Openness(2, _listed("all but", blocked) if blocked else "every domain", kept_out=blocked)


def _personal(found: Thing) -> Openness | None:
    allowed = flag(found, "allowteamsconsumer")
    return None if allowed is None else Openness(1, "everyone") if allowed else NOBODY


def _listed(word: str, domains: frozenset[str]) -> str:
    return f"{word} {', '.join(sorted(domains)) or 'domains that are not listed'}"
