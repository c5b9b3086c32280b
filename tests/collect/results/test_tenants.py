"""Whose results another tool's file holds: ours, another tenant's, or nobody can tell."""

import pytest
from collect.answers import page, read, save

from pilotage.collect.results.tenants import foreign, home_of, tenants
from pilotage.facts.tables import THIRD_PARTY_RESULTS

OURS, THEIRS = (f"{digit * 8}-0000-4000-8000-000000000000" for digit in "ab")
DOMAINS = page(
    "domains",
    {"id": "harbour.example", "isVerified": True},
    {"id": "harbour.onmicrosoft.com", "isVerified": True, "isInitial": True},
)
ORGANIZATION = page("organization", {"id": OURS.upper(), "displayName": "Harbour Foods"})
GRAPH = {"domains": DOMAINS, "organization": ORGANIZATION}
CONTROL = {"Control ID": "MS.AAD.1.1v1", "Result": "Pass", "Requirement": "Blocked."}


def scuba(**about):
    groups = [{"Controls": [CONTROL]}]
    raw = {"remote_domains": [{"Identity": "Default"}]}
    return {"MetaData": {"Tool": "ScubaGear", **about}, "Results": {"AAD": groups}, "Raw": raw}


def maester(**about):
    tests = [{"Id": "MT.1", "Result": "Passed", "Title": "Good."}]
    return {"FailedCount": 0, "ExecutedAt": "2026-01-08T09:00:00Z", **about, "Tests": tests}


def prowler(**cloud):
    return [
        {
            "status_code": "FAIL",
            "metadata": {"event_code": "x", "product": {"name": "Prowler"}},
            "finding_info": {"title": "x"},
            "cloud": cloud,
        }
    ]


def secure_scores(tenant):
    control = {"controlName": "OneAdmin", "scoreInPercentage": 100.0}
    row = {"azureTenantId": tenant, "createdDateTime": "2026-01-08T00:00:00Z"}
    return page("security/secureScores", {**row, "controlScores": [control]})


def m365(tenant):
    return prowler(provider="m365", account={"uid": tenant})


FOREIGN = {
    "ScubaResults by id": {"ScubaResults": scuba(TenantId=THEIRS)},
    "ScubaResults by domain": {"ScubaResults": scuba(DomainName="Quay.onmicrosoft.com")},
    "Maester": {"maester": maester(TenantId=THEIRS, TenantName="Quay")},
    "Prowler": {"prowler": m365(THEIRS)},
    "Secure Score": {"secureScores": secure_scores(THEIRS)},
}
MAYBE_OURS = {
    "ScubaResults by id": {"ScubaResults": scuba(TenantId=OURS)},
    "another id, our domain": {
        "ScubaResults": scuba(TenantId=THEIRS, DomainName="harbour.onmicrosoft.com")
    },
    "Maester without a tenant": {"maester": maester()},
    "Prowler of an Azure subscription": {
        "prowler": prowler(provider="azure", account={"uid": THEIRS})
    },
    "Prowler": {"prowler": m365(OURS)},
    "Secure Score": {"secureScores": secure_scores(OURS)},
}


@pytest.mark.parametrize("file", FOREIGN)
def test_results_of_another_tenant_are_left_with_the_reason_and_harm_nothing(tmp_path, file):
    alone = read(save(tmp_path / "alone", **GRAPH))
    both = read(save(tmp_path / "both", **GRAPH, **FOREIGN[file]))

    [left] = both.left
    assert "holds results of another tenant" in left.why
    assert left.harmless
    assert both.snapshot.captures.keys() == alone.snapshot.captures.keys()
    assert both.taken == alone.taken
    assert both.snapshot.tenant == "Harbour Foods"


@pytest.mark.parametrize("file", MAYBE_OURS)
def test_results_that_may_be_of_this_tenant_are_kept(tmp_path, file):
    found = read(save(tmp_path, **GRAPH, **MAYBE_OURS[file]))

    assert found.left == ()
    assert found.snapshot[THIRD_PARTY_RESULTS].height == 1


def test_results_alone_are_of_whoever_they_say(tmp_path):
    found = read(save(tmp_path, **FOREIGN["Maester"]))

    assert found.snapshot[THIRD_PARTY_RESULTS]["tenants"].to_list() == [[THEIRS]]


def test_a_list_without_the_initial_domain_is_not_all_domains(tmp_path):
    some = page("domains", {"id": "harbour.example", "isVerified": True})
    found = read(save(tmp_path, domains=some, **FOREIGN["ScubaResults by domain"]))

    assert found.left == ()


def test_the_export_of_scubagear_tells_whose_it_is(tmp_path):
    details = [{"TenantId": OURS, "DisplayName": "Harbour Foods"}]
    files = {"ProviderSettingsExport": {"tenant_details": details, "spo_tenant": []}}

    assert home_of(read(save(tmp_path, **files)).snapshot) == {OURS}


def test_only_ids_and_domains_name_a_tenant():
    assert tenants("Contoso", OURS.upper(), "a@b.example", "", "B.example") == (OURS, "b.example")


def test_an_id_and_a_domain_cannot_be_compared():
    assert not foreign([THEIRS], frozenset({"harbour.onmicrosoft.com"}))
