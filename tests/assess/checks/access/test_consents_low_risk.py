import pytest
from asking import ask_one
from harbour import tenant, unread, without

from pilotage.assess.checks.access.consents_low_risk import FAR_REACHING, MICROSOFT
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import DELEGATED_GRANTS, SERVICE_PRINCIPALS, SETTINGS

CHECK = "access.consents_low_risk"
HARBOUR, STRANGER = "0000aaaa-harbour", "0000bbbb-stranger"
ORGANISATION = {"area": "organization", "object": HARBOUR, "setting": "displayname", "value": '"H"'}


def consented(scopes=("Mail.ReadWrite", "openid"), home=STRANGER, settings=True, **changes):
    grant = {
        "grant": "g1",
        "client": "sp-reader",
        "consent": "all",
        "resource": "graph",
        "scopes": list(scopes),
        **changes,
    }
    known = {"service_principal": "sp-reader", "name": "Reader", "home_tenant": home}
    return tenant(
        delegated_grants=[grant],
        service_principals=[known],
        settings=[ORGANISATION] if settings else [],
    )


def test_names_the_stranger_who_may_write_the_mail_of_everybody():
    finding = ask_one(CHECK, consented())

    assert finding.outcome is Outcome.FAILED
    assert "Reader" in finding.says
    assert finding.evidence["permissions"].to_list() == [["Mail.ReadWrite"]]


@pytest.mark.parametrize("scope", FAR_REACHING)
def test_each_far_reaching_permission_counts(scope):
    assert ask_one(CHECK, consented([scope])).outcome is Outcome.FAILED


@pytest.mark.parametrize("scopes", [[], ["User.Read", "Mail.ReadBasic", "offline_access"]], ids=str)
def test_small_permissions_do_not_count(scopes):
    assert ask_one(CHECK, consented(scopes)).outcome is Outcome.PASSED


@pytest.mark.parametrize("home", [HARBOUR, HARBOUR.upper(), *MICROSOFT])
def test_passes_when_the_application_is_ours_or_of_microsoft(home):
    assert ask_one(CHECK, consented(home=home)).outcome is Outcome.PASSED


def test_a_consent_of_one_person_does_not_count():
    one = consented(consent="principal", principal="ana")

    assert ask_one(CHECK, one).outcome is Outcome.PASSED


def test_a_consent_of_unknown_reach_counts_for_all():
    assert ask_one(CHECK, consented(consent=None)).outcome is Outcome.FAILED


def test_nothing_is_concluded_when_nobody_says_where_it_is_registered():
    assert ask_one(CHECK, consented(home=None)).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, consented(client="sp-gone")).outcome is Outcome.NOT_ASSESSED


def test_nothing_is_concluded_when_the_id_of_the_tenant_was_not_read():
    assert ask_one(CHECK, consented(settings=False)).outcome is Outcome.NOT_ASSESSED
    blind = without(consented(), SETTINGS, "hidden")
    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
    ours = consented(home=MICROSOFT[0], settings=False)
    assert ask_one(CHECK, ours).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "table", [DELEGATED_GRANTS, SERVICE_PRINCIPALS], ids=lambda table: table.name
)
def test_is_not_assessed_without(table):
    assert ask_one(CHECK, without(consented(), table, "hidden")).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_scopes_were_not_read():
    blind = unread(consented(), DELEGATED_GRANTS, "scopes")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
