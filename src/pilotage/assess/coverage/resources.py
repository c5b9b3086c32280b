"""To what somebody signs in: applications, and apart from them user actions and contexts.

All applications is not all there is: registering security information or a device, and an
authentication context, are guarded only by a policy that names them.

Source  https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pilotage.assess.coverage.cubes import Axis, Cube, Full
from pilotage.assess.coverage.policy import Policy
from pilotage.assess.coverage.scope import IN, either, inside, question

OFFICE = (
    *("00000002-0000-0ff1-ce00-000000000000", "00000003-0000-0ff1-ce00-000000000000"),
    *("00000004-0000-0ff1-ce00-000000000000", "00000005-0000-0ff1-ce00-000000000000"),
    *("00000006-0000-0ff1-ce00-000000000000", "00000007-0000-0ff1-ce00-000000000000"),
    *("cc15fd57-2c6c-4117-a88c-83b1d56b4bbe", "1fec8e78-bce4-4aaf-ab1b-5451cc387264"),
    *("4345a7b9-9a63-4910-a426-35363201d503", "4765445b-32c6-49b0-83e6-1d93765276ca"),
    *("09abbdfd-ed23-44ee-a2d9-a627aa1c90f3", "c9a559d2-7aab-4f13-a6ed-e7e9c52aec87"),
    *("905fcf26-4eb7-48a0-9ff0-8dcc7194b5ba", "94c63fef-13a3-47bc-8074-75af8c65887a"),
    *("2634dd23-5e5a-431c-81ca-11710d9079f4", "475226c6-020e-4fb2-8a90-7a972cbfc1d4"),
    *("89bee1f7-5e6e-4d8a-9f3d-ecd601259da7", "d3590ed6-52b3-4102-aeff-aad2292ab01c"),
)
"""Members of the group Office365 that policies name one by one: Exchange, SharePoint, Teams and
others. The rest of the group is an atom of its own, so that a list that falls short shows.
https://learn.microsoft.com/entra/identity/conditional-access/reference-office-365-application-contents"""

SUITES = {"office365": OFFICE, "microsoftadminportals": ()}
SUITE_WORDS = {"office365": "the rest of Office 365", "microsoftadminportals": "admin portals"}
ANY_OTHER = "any other application"
REGISTER = "urn:user:registersecurityinfo"
NO_APPLICATION = ("none", "all")


@dataclass(frozen=True)
class Resources:
    """The axis of everything one can sign in to; ``apps`` is the mask of the applications."""

    axis: Axis
    apps: int
    filters: tuple[Axis, ...]

    def cubes(self, policy: Policy, full: Full, *, sure: bool) -> list[Cube]:
        """Return the resources that the policy guards.

        A filter without a rule, or with a mode that we do not know, may leave out any application.
        """
        rule, mode = policy.text("application_filter"), policy.text("application_filter_mode")
        if sure and (bool(mode) > bool(rule) or mode.lower() not in ("", "include", "exclude")):
            return []
        include = policy["include_applications"]
        matched = self._filter(policy, "include")
        if "all" in include and not matched:
            wanted = {self.axis.name: self.apps}
        else:
            wanted = {self.axis.name: self._named([word for word in include if word != "all"])}
        left_out = either(
            {self.axis.name: self._named(policy["exclude_applications"])},
            self._filter(policy, "exclude"),
        )
        apps = inside(either(wanted, matched), left_out, full)
        others = (*policy["user_actions"], *policy["authentication_contexts"])
        actions = self.axis.mask(others)
        found: list[Cube] = [{self.axis.name: self.apps, **cube} for cube in apps]
        return [*found, {self.axis.name: actions}] if actions else found

    def of(self, *actions: str) -> int:
        """Return the mask of user actions or contexts; of all applications where none is asked."""
        return self.axis.mask(actions) if actions else self.apps

    def _named(self, words: Iterable[str]) -> int:
        listed = {one for word in words for one in (word, *SUITES.get(word, ()))}
        return self.apps if "all" in listed else self.axis.mask(listed) & self.apps

    def _filter(self, policy: Policy, mode: str) -> dict[str, int]:
        rule = policy.text("application_filter")
        asked = policy.text("application_filter_mode").lower() or "include"
        return {filter_axis(rule).name: IN} if rule and asked == mode else {}


def resources(policies: Iterable[Policy], asked: Iterable[str] = ()) -> Resources:
    """Return the resources that ``policies`` tell apart; ``asked`` are further actions."""
    policies = list(policies)
    lists = ("include_applications", "exclude_applications")
    named = {word for each in policies for column in lists for word in each[column]}
    apps = (*sorted(named - {*NO_APPLICATION, *SUITES}), *SUITES, ANY_OTHER)
    lists = ("user_actions", "authentication_contexts")
    actions = {word for each in policies for column in lists for word in each[column]}
    axis = Axis("app", (*apps, *sorted({*actions, *asked} - set(apps))))
    rules = sorted({rule for each in policies if (rule := each.text("application_filter"))})
    return Resources(axis, (1 << len(apps)) - 1, tuple(filter_axis(rule) for rule in rules))


def filter_axis(rule: str) -> Axis:
    """Return the question whether an application meets a filter."""
    text = " ".join(rule.split())
    return question(f"app filter:{text.lower()}", f"where {text}", f"where not ({text})")
