import re

from pilotage.connect.graph.registration import registration_script
from pilotage.connect.permissions import least
from pilotage.engine.sources import kind_of


def test_the_script_grants_what_is_asked_and_nothing_else():
    asks = kind_of("graph").asks
    script = registration_script(asks)
    granted = set(re.findall(r"^  '([^']+)'$", script, re.MULTILINE))

    assert granted == set(least(asks))
    assert not [name for name in granted if not name.endswith((".Read.All", ".Read.Directory"))]


def test_every_question_can_be_asked_with_what_the_script_grants():
    asks = kind_of("graph").asks
    granted = set(least(asks))

    always = [ask for ask in asks if ask.application and not ask.only_with]
    assert all(not granted.isdisjoint(ask.application) for ask in always)


def test_what_only_a_setting_asks_is_granted_only_where_somebody_says_so():
    script = registration_script(kind_of("graph").asks)

    assert "-Also Calendars.ReadBasic.All  for the setting calendars=yes" in script
    assert "'Calendars.ReadBasic.All'" not in script
