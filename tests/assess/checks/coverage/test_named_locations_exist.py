from asking import ask_one
from harbour import policy, tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import NAMED_LOCATIONS

ID = "coverage.named_locations_exist"
HQ = {"location": "HQ", "name": "Headquarters", "trusted": True}
NAMED = policy("MFA", include_locations=["All"], exclude_locations=["hq", "AllTrusted"])


def test_passes_where_every_place_exists():
    known = tenant(conditional_access_policies=[NAMED], named_locations=[HQ])

    assert ask_one(ID, known).outcome is Outcome.PASSED


def test_fails_where_a_place_is_gone():
    finding = ask_one(ID, tenant(conditional_access_policies=[NAMED], named_locations=[]))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence.select("policy", "named").rows() == [("mfa", "hq")]


def test_places_that_were_not_read_are_not_assessed():
    known = without(tenant(named_locations=[HQ]), NAMED_LOCATIONS, "no permission")

    assert ask_one(ID, known).outcome is Outcome.NOT_ASSESSED
