from asking import ask_one
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "mail.remote_domains_closed"


def forwarding(**switches):
    rows = [
        {
            "area": "remote_domains",
            "object": name,
            "setting": "autoforwardenabled",
            "value": value,
        }
        for name, value in switches.items()
    ]
    return ask_one(CHECK, tenant(settings=rows))


def test_passes_when_no_remote_domain_forwards():
    finding = forwarding(Default="false", Partner="false")

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.EXO.1.1v2",)


def test_names_the_remote_domain_that_forwards():
    finding = forwarding(Default="true", Partner="false")

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["object"].to_list() == ["Default"]


def test_is_not_assessed_without_remote_domains_or_settings():
    assert forwarding().outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
