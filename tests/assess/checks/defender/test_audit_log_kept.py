import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "defender.audit_log_kept"
LICENSED = {"ServicePlanName": "M365_ADVANCED_AUDITING"}


def policy(duration, **changes):
    return {"Name": duration, "RetentionDuration": duration, "UserIds": [], **changes}


def kept(*policies, plans=(LICENSED,)):
    areas = {"unified_audit_log_retention_policies": list(policies), "service_plans": list(plans)}
    return ask_one(CHECK, fragment(**areas))


@pytest.mark.parametrize(
    "duration", ["TwelveMonths", "ThreeYears", "FiveYears", "SevenYears", "TenYears"]
)
def test_passes_when_the_log_is_kept_for_a_year(duration):
    finding = kept(policy(duration))

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.SECURITYSUITE.5.2v1",)


@pytest.mark.parametrize("duration", ["SevenDays", "SixMonths", "NineMonths", None])
def test_fails_when_it_is_kept_for_less(duration):
    assert kept(policy(duration)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "policies",
    [
        [],
        [None],
        [policy("TenYears", UserIds=["ana@harbour.example"])],
        [policy("TenYears", Enabled=False)],
        [policy("TenYears"), policy("SevenDays", Priority=2)],
    ],
    ids=["none", "null", "for some", "off", "shorter for others"],
)
def test_fails_when_not_everything_is_kept(policies):
    assert kept(*policies).outcome is Outcome.FAILED


def test_a_lone_policy_and_no_list_of_licences_are_enough():
    alone = fragment(unified_audit_log_retention_policies=policy("TenYears"))

    assert ask_one(CHECK, alone).outcome is Outcome.PASSED


def test_fails_without_the_licence():
    assert kept(policy("TenYears"), plans=[]).outcome is Outcome.FAILED
    assert kept(plans=[{"ServicePlanName": "EXCHANGE_S_STANDARD"}]).outcome is Outcome.FAILED


def test_outside_federal_agencies_it_may_be_marked_as_not_applicable():
    omit = {"OmitPolicy": {"MS.SECURITYSUITE.5.2v1": {"Rationale": "No federal agency."}}}
    areas = {"unified_audit_log_retention_policies": [], "scuba_config": omit}
    finding = ask_one(CHECK, fragment(**areas))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "No federal agency" in finding.says


def test_what_was_not_read_is_unknown():
    failed = {"securitysuite_unsuccessful_commands": ["Get-UnifiedAuditLogRetentionPolicy"]}
    blind = fragment(unified_audit_log_retention_policies=[policy("TenYears")], **failed)

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[LICENSED])).outcome is Outcome.NOT_ASSESSED
