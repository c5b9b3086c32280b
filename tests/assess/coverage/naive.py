"""A second opinion: every sign-in one by one, judged as a person would read the policies.

Shares no code with the engine. It knows the few words that the tests use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

GUESTS = ("b2bCollaborationGuest", "internalGuest", "serviceProvider")
EVERY_GUEST = (*GUESTS, "b2bCollaborationMember", "b2bDirectConnectUser", "otherExternalUser")
CLIENTS = ("browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other")
PLATFORMS = ("android", "iOS", "windows", "some television")
APPS = ("payroll", "00000002-0000-0ff1-ce00-000000000000", "some office app", "anything")
IN_OFFICE = APPS[1:3]
TRUSTED = {"hq": True, "nl": False}
TRUSTS = ("ServerAD", "AzureAD", "Workplace")
RISKS = ("none", "low", "medium", "high")
FLOWS = ("", "deviceCodeFlow")


@dataclass(frozen=True)
class Person:
    name: str = "someone"
    guest: str = ""
    groups: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SignIn:
    who: Person
    app: str
    platform: str
    client: str
    places: frozenset[str]
    trust: str
    compliant: bool
    risk: str
    flow: str


def subsets(names: Sequence[str]) -> list[frozenset[str]]:
    sizes = range(len(names) + 1)
    return [frozenset(each) for each in chain(*(combinations(names, size) for size in sizes))]


def anyone() -> list[Person]:
    """Return every mixture of the people, groups and roles that the tests name."""
    return [
        Person(*each)
        for each in product(
            ("ann", "someone"),
            ("", *EVERY_GUEST),
            subsets(("staff", "vips")),
            subsets(("admins",)),
        )
    ]


def sign_ins(people: Sequence[Person], policies: Sequence[Mapping]) -> Iterator[SignIn]:
    """Yield every sign-in that the policies could tell apart."""

    def used(*columns: str) -> bool:
        return any(policy.get(column) for policy in policies for column in columns)

    controls = {control for policy in policies for control in policy["grant_controls"]}
    devices = used("device_filter") or controls & {"compliantDevice", "domainJoinedDevice"}
    states = [("", False), *product(TRUSTS, (False, True))] if devices else [("", False)]
    placed = used("include_locations", "exclude_locations")
    apps_used = used("exclude_applications") or any(
        policy["include_applications"] != ["All"] for policy in policies
    )
    for who, app, platform, client, at, (trust, compliant), risk, flow in product(
        people,
        APPS if apps_used else ("anything",),
        PLATFORMS if used("include_platforms", "exclude_platforms") else ("windows",),
        CLIENTS,
        subsets(("hq", "nl", "other trusted")) if placed else [frozenset()],
        states,
        RISKS if used("sign_in_risk") else ("none",),
        FLOWS if used("authentication_flows") else ("",),
    ):
        yield SignIn(who, app, platform, client, at, trust, compliant, risk, flow)


def is_covered(people: Sequence[Person], policies: Sequence[Mapping], control: str) -> bool:
    return next(uncovered(people, policies, control), None) is None


def uncovered(
    people: Sequence[Person], policies: Sequence[Mapping], control: str
) -> Iterator[SignIn]:
    """Yield each sign-in that gets through without ``control``."""
    enforced = [policy for policy in policies if policy["state"] == "enabled"]
    for one in sign_ins(people, policies):
        if control == "block_legacy" and one.client in CLIENTS[:2]:
            continue
        if control == "managed_device" and (one.compliant or one.trust == "ServerAD"):
            continue
        if not any(applies(policy, one) and stops(policy, one, control) for policy in enforced):
            yield one


def applies(policy: Mapping, one: SignIn) -> bool:
    return (
        reaches(policy, "include", one.who)
        and not reaches(policy, "exclude", one.who)
        and is_app(policy["include_applications"], one.app)
        and not is_app(policy.get("exclude_applications", []), one.app)
        and listed(policy.get("include_platforms") or ["all"], one.platform)
        and not listed(policy.get("exclude_platforms") or [], one.platform)
        and listed(policy["client_apps"], one.client)
        and is_place(policy.get("include_locations") or ["All"], one.places)
        and not is_place(policy.get("exclude_locations") or [], one.places)
        and passes_filter(policy, one)
        and listed(policy.get("sign_in_risk") or ["all"], one.risk)
        and (not policy.get("authentication_flows") or one.flow in policy["authentication_flows"])
    )


def reaches(policy: Mapping, side: str, who: Person) -> bool:
    users = policy.get(f"{side}_users") or []
    return bool(
        "All" in users
        or who.name in users
        or (who.guest and "GuestsOrExternalUsers" in users)
        or who.guest in (policy.get(f"{side}_guest_types") or [])
        or who.groups & set(policy.get(f"{side}_groups") or [])
        or who.roles & set(policy.get(f"{side}_roles") or [])
    )


def is_app(names: Sequence[str], app: str) -> bool:
    return "All" in names or app in names or ("Office365" in names and app in IN_OFFICE)


def listed(words: Sequence[str], word: str) -> bool:
    return "all" in words or word in words


def is_place(names: Sequence[str], places: frozenset[str]) -> bool:
    trusted = {place for place in places if TRUSTED.get(place, True)}
    return "All" in names or bool(places & set(names)) or ("AllTrusted" in names and bool(trusted))


FILTERS = {
    'device.isCompliant -eq "True"': lambda one: one.compliant,
    'device.isCompliant -ne "True"': lambda one: not one.compliant,
    "device.isCompliant -eq False": lambda one: bool(one.trust) and not one.compliant,
    'device.trustType -eq "ServerAD" -and device.isCompliant -eq "True"': lambda one: (
        one.trust == "ServerAD" and one.compliant
    ),
    'device.trustType -in ["AzureAD","ServerAD"]': lambda one: one.trust != "",
    '(device.trustType -ne "AzureAD") -or -not (device.isCompliant -eq true)': lambda one: (
        one.trust != "AzureAD" or not one.compliant
    ),
}


def passes_filter(policy: Mapping, one: SignIn) -> bool:
    if not policy.get("device_filter"):
        return True
    return FILTERS[policy["device_filter"]](one) == (policy["device_filter_mode"] == "include")


WEAK_WITHOUT = {
    "mfa": {"mfa", "strength"},
    "phishing_resistant": {"strength"},
    "managed_device": set(),
    "block_legacy": set(),
}


def stops(policy: Mapping, one: SignIn, control: str) -> bool:
    """Tell whether the policy stops somebody who has everything but ``control``."""
    asked = [*policy["grant_controls"], *(["strength"] if policy["strength_combinations"] else [])]
    if "block" in asked:
        return True
    if asked and one.client == "other":
        return True
    has = [holds(each, one, control) for each in asked]
    if not has:
        return False
    return not (all(has) if policy["grant_operator"] == "AND" else any(has))


def holds(asked: str, one: SignIn, control: str) -> bool:
    if asked == "compliantDevice":
        return one.compliant
    if asked == "domainJoinedDevice":
        return one.trust == "ServerAD"
    if asked in ("mfa", "strength") and one.client == "exchangeActiveSync":
        return False
    return asked not in WEAK_WITHOUT[control]


STAFF = [
    Person("ann", "", frozenset(), frozenset({"admins"})),
    Person("bob", "", frozenset({"staff", "vips"})),
    Person("cas", "", frozenset({"staff"})),
    Person("dee", "b2bCollaborationGuest", frozenset({"vips", "staff"})),
    Person("eva", "internalGuest"),
]
