"""Which mail protection policy holds for whom, in the order in which Microsoft applies them.

The strict preset comes first, then the standard one, then policies of the house by priority, and
last what is for everybody: the default policy, or the built-in protection. A recipient is under
the first that reaches him. So a weak policy does no harm behind one that reaches everyone, and a
weak one for three people in front of a good default leaves these three without protection.

Source: https://learn.microsoft.com/defender-office-365/preset-security-policies
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import polars as pl

from pilotage.assess.baseline import Export, Thing
from pilotage.assess.baseline.exported import flag, number, word
from pilotage.assess.baseline.reach import EVERYONE, Reach, reach
from pilotage.facts.finding import Finding, failed, not_assessed, passed

STRICT, STANDARD = "strict preset security policy", "standard preset security policy"
PRESETS = (STRICT, STANDARD)
DEFAULTS = frozenset({"default", "office365 antiphish default"})
LAST = float("inf")
NO_POLICY = "no policy"
PRODUCTS = {
    "defender_license": "Defender for Office 365",
    "defender_dlp_license": "data loss prevention of Microsoft Purview",
}
"""Licence flags of an export, with the product that each stands for."""


@dataclass(frozen=True)
class Protection:
    """One kind of mail protection: the areas of an export that hold it.

    ``link`` is the property by which a rule names its policy. ``presets`` are the areas with the
    rules of the presets, the better first; ``built_in`` has those of the built-in protection.
    """

    policies: str
    rules: str
    link: str
    presets: tuple[str, ...] = ("protection_policy_rules",)
    built_in: str = ""

    def preset_area(self, export: Export) -> str:
        """Return the first area with presets that was exported."""
        return next((area for area in self.presets if export.has(area)), self.presets[0])


MALWARE = Protection("anti_malware_policies", "anti_malware_rules", "malwarefilterpolicy")
PHISHING = Protection("anti_phish_policies", "anti_phish_rules", "antiphishpolicy")
SPAM = Protection(
    "hosted_content_filter_policies", "hosted_content_filter_rules", "hostedcontentfilterpolicy"
)
ATTACHMENTS = Protection(
    "safe_attachment_policies",
    "safe_attachment_rules",
    "safeattachmentpolicy",
    ("atp_policy_rules",),
    "built_in_protection_rules",
)
LINKS = Protection(
    "safe_links_policies",
    "safe_links_rules",
    "safelinkspolicy",
    ("atp_policy_rules", "protection_policy_rules"),
    "built_in_protection_rules",
)
"""An export for one policy may tell the presets of Safe Links by their Exchange rules alone."""


@dataclass(frozen=True)
class ThreatPolicy:
    """A policy that is in force: its name, whom it is for, and its settings."""

    name: str
    reach: Reach
    preset: bool = False
    settings: Thing = field(default_factory=dict)


Good = Callable[[ThreatPolicy], bool]
"""Tells whether a policy does what the baseline asks."""


def in_force(export: Export, protection: Protection) -> tuple[list[ThreatPolicy], str]:
    """Return the policies of one kind that are in force, the first to apply first.

    The text names the area that was not exported, after which none can be told; it is empty
    where all are there.
    """
    policies = export.objects(protection.policies)
    made: list[ThreatPolicy] = []
    for area, stage in (
        (protection.preset_area(export), _of_presets),
        (protection.rules, _of_the_house),
        (protection.policies, _for_everybody),
    ):
        if not export.has(area):
            return made, area
        made += stage(export, protection, policies)
    return made, ""


def unprotected(
    policies: Iterable[ThreatPolicy], good: Good, accepted: frozenset[str]
) -> list[str]:
    """Return the names of policies under which somebody lacks what ``good`` tells.

    ``accepted`` are the mail domains of the tenant; without them only a policy for everyone ends
    the search. The last name is ``NO_POLICY`` where somebody may be under none.
    """
    weak, left = [], accepted
    for each in policies:
        if accepted and not each.reach.possible(accepted) & left:
            continue
        if not good(each):
            weak.append(each.name)
        left = left - each.reach.domains(accepted)
        if each.reach.everyone or (accepted and not left):
            return weak
    return [*weak, NO_POLICY]


def conclude_protection(
    export: Export, protection: Protection, good: Good, settings: tuple[str, ...], does: str
) -> Finding:
    """Return the finding: does every recipient have a policy that ``does`` what is asked?

    ``does`` completes "every recipient is under a policy that"; ``settings`` are shown.
    """
    policies, gap = in_force(export, protection)
    weak = unprotected(policies, good, accepted_domains(export))
    rows = _rows(policies, good, settings)
    if not weak:
        return passed(export.tenant, f"Every recipient is under a policy that {does}.", rows)
    if gap and weak == [NO_POLICY]:
        return not_assessed(export.tenant, f"{gap} was not exported")
    says = f"Not every recipient is under a policy that {does}: {', '.join(weak)}."
    return failed(export.tenant, says, rows)


def accepted_domains(export: Export) -> frozenset[str]:
    """Return the mail domains of the tenant in lower case, none if they were not exported."""
    named = (word(each, "domainname") for each in export.objects("accepted_domains"))
    return frozenset(name for name in named if name)


def of_preset(export: Export, area: str, preset: str) -> list[Thing]:
    """Return the rules or policies in ``area`` that belong to ``preset``; a number may follow."""
    return [each for each in export.objects(area) if _name(each).lower().startswith(preset)]


def is_on(rule: Thing) -> bool:
    """Tell whether a rule is in force; one that does not say so is."""
    return word(rule, "state") in (None, "enabled")


def unlicensed(export: Export, licence: str = "defender_license") -> list[Finding]:
    """Return that it fails, where the flag ``licence`` says that the licence is missing.

    Nobody is protected by a product without a licence; an export without the flag is judged.
    """
    if str(export.value(licence)).lower() != "false":
        return []
    says = f"The tenant has no licence for {PRODUCTS[licence]}, so nothing of it is in force."
    return [failed(export.tenant, says, export.evidence(licence))]


def _of_presets(
    export: Export, protection: Protection, policies: list[Thing]
) -> Iterator[ThreatPolicy]:
    """Yield the presets, whose settings are those of the policy that their rule names."""
    area = protection.preset_area(export)
    for preset in PRESETS:
        for rule in of_preset(export, area, preset):
            if is_on(rule):
                ours = of_preset(export, protection.policies, preset)
                settings = _linked(policies, rule, protection.link) or next(iter(ours), {})
                yield ThreatPolicy(_name(rule), reach(rule), True, settings)


def _of_the_house(
    export: Export, protection: Protection, policies: list[Thing]
) -> Iterator[ThreatPolicy]:
    """Yield the policies that a rule of the house puts in force, by its priority."""
    rules = [rule for rule in export.objects(protection.rules) if is_on(rule)]
    for rule in sorted(rules, key=_priority):
        if settings := _linked(policies, rule, protection.link):
            yield ThreatPolicy(_name(settings), reach(rule), False, settings)


def _for_everybody(
    export: Export, protection: Protection, policies: list[Thing]
) -> Iterator[ThreatPolicy]:
    """Yield the default policy or the built-in protection, whose rule may leave people out."""
    exceptions = export.objects(protection.built_in) if protection.built_in else []
    for policy in policies:
        if flag(policy, "isbuiltinprotection") or _name(policy).lower().startswith("built-in"):
            left_out = [reach(rule) for rule in exceptions if is_on(rule)]
            if not export.has(protection.built_in) or left_out:
                yield ThreatPolicy(_name(policy), next(iter(left_out), EVERYONE), False, policy)
        elif flag(policy, "isdefault") or _name(policy).lower() in DEFAULTS:
            yield ThreatPolicy(_name(policy), EVERYONE, False, policy)


def _linked(policies: list[Thing], rule: Thing, link: str) -> Thing:
    wanted = {word(rule, link) or _name(rule).lower()}
    return next((each for each in policies if wanted & _names(each)), {})


def _names(policy: Thing) -> set[str | None]:
    return {word(policy, name) for name in ("identity", "name", "id", "guid")} - {None}


def _name(thing: Thing) -> str:
    known = (thing.get(name) for name in ("identity", "name", "id"))
    return next((str(name) for name in known if name), "a policy without a name")


def _priority(rule: Thing) -> float:
    known = number(rule, "priority")
    return LAST if known is None else known


def _rows(policies: list[ThreatPolicy], good: Good, settings: tuple[str, ...]) -> pl.DataFrame:
    """Return a row per policy in force, in the order in which they apply."""
    rows = [
        {
            "policy": each.name,
            "everyone": each.reach.everyone,
            "meets": good(each),
            **{name: _text(each.settings.get(name)) for name in settings},
        }
        for each in policies
    ]
    schema = {"policy": pl.String, "everyone": pl.Boolean, "meets": pl.Boolean}
    return pl.DataFrame(rows, schema={**schema, **dict.fromkeys(settings, pl.String)}, orient="row")


def _text(value: object) -> str | None:
    return None if value is None else str(value)
