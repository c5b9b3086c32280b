"""People reach other organisations by named domains only.

Why     By default every tenant in the world may look up colleagues and write to them, which is how
        phishing through Teams begins.
Fix     Teams admin centre, External collaboration, External access: allow only specific
        external domains and name them, or switch external access off.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/teams.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, Thing, baseline_check
from pilotage.assess.baseline.exported import flag
from pilotage.assess.baseline.teams import (
    FEDERATION,
    FEDERATION_COMMANDS,
    configuration,
    domains,
    speaking,
)
from pilotage.facts.finding import Finding

ALLOWED, DOMAINS = "allowfederatedusers", "alloweddomains"
WORDS = speaking(
    "external access setting",
    "is open to every domain",
    "names its domains, or is off",
    "its domains",
)


@baseline_check(
    "teams.outside_contact_by_domain",
    policy="MS.TEAMS.2.1v2",
    shall=True,
    areas=[FEDERATION],
    commands=FEDERATION_COMMANDS,
)
def outside_contact_by_domain(export: Export) -> Iterator[Finding]:
    """Yield one finding about external access: off, or for a list of domains."""
    yield configuration(export, FEDERATION, (ALLOWED, DOMAINS), _breaks, WORDS)


def _breaks(found: Thing) -> bool | None:
    allowed = flag(found, ALLOWED)
    if not allowed:
        return allowed
    named = domains(found, DOMAINS)
    return None if named is None else not named
