from asking import ask_one
from harbour import policy, tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import USERS

ID = "coverage.nobody_locked_out"
DEVICE = policy("Devices", grant_controls=["compliantDevice"])
DEVICES = [
    {"device": name, "owner": name, "compliant": True, "trust": "joined"}
    for name in ("ana", "ben", "chen")
]


def test_passes_where_everyone_has_a_way_in():
    assert ask_one(ID, tenant()).outcome is Outcome.PASSED


def test_fails_for_who_lacks_what_a_policy_asks_for_and_names_both():
    finding = ask_one(ID, tenant(conditional_access_policies=[DEVICE], devices=DEVICES))

    assert finding.outcome is Outcome.FAILED
    assert "dara@harbour.example" in finding.says
    assert "Devices" in finding.says
    assert finding.evidence["user"].to_list() == ["dara"]


def test_devices_that_were_not_read_are_not_assessed():
    finding = ask_one(ID, tenant(conditional_access_policies=[DEVICE]))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "devices was not collected" in finding.says


def test_users_that_were_not_read_are_not_assessed():
    finding = ask_one(ID, without(tenant(), USERS, "no permission"))

    assert finding.outcome is Outcome.NOT_ASSESSED
