"""The default sharing link is for specific people.

Why     Most people share with what is offered first. A default for the whole organisation, or for
        anyone, spreads files further than meant.
Fix     SharePoint admin centre, Policies, Sharing, File and folder links: set the default to
        Specific people.
Source  https://github.com/cisagov/ScubaGear/blob/main/PowerShell/ScubaGear/baselines/sharepoint.md
"""

from collections.abc import Iterator

from pilotage.assess.baseline import Export, baseline_check
from pilotage.assess.baseline.exported import verdict
from pilotage.assess.baseline.sharing import AREA, COMMANDS, LINK, SPECIFIC_PEOPLE, choice, tenant
from pilotage.facts.finding import Finding

SETTING = "defaultsharinglinktype"


@baseline_check(
    "sharepoint.default_link_for_specific_people",
    policy="MS.SHAREPOINT.2.1v1",
    shall=True,
    areas=[AREA],
    commands=COMMANDS,
)
def default_link_for_specific_people(export: Export) -> Iterator[Finding]:
    """Yield one finding about the kind of link that is offered first."""
    link = choice(tenant(export), SETTING, LINK)
    yield verdict(
        export,
        AREA,
        (SETTING,),
        None if link is None else link == SPECIFIC_PEOPLE,
        right="The default sharing link is for specific people.",
        wrong="The default sharing link is not for specific people.",
    )
