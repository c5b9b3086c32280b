import pytest

from pilotage.collect.results.frameworks import of_compliance, of_tags, scuba


@pytest.mark.parametrize(
    ("word", "policy"),
    [
        ("MS.AAD.1.1v1", "MS.AAD.1.1v1"),
        ("CISA.MS.AAD.5.3", "MS.AAD.5.3"),
        ("CISA.MS.EXO.03.1", "MS.EXO.3.1"),
        ("MS.DEFENDER.4.1v2", "MS.DEFENDER.4.1v2"),
    ],
)
def test_a_scuba_policy_is_known_however_it_is_written(word, policy):
    assert list(scuba([word])) == [policy]


@pytest.mark.parametrize("word", ["MS.AAD", "CISA", "MT.1033", "CIS.M365.1.1.1", ""])
def test_other_words_name_no_scuba_policy(word):
    assert list(scuba([word])) == []


def test_tags_name_each_policy_once_and_cis_with_its_release():
    assert of_tags(["MS.AAD.5.3", "CISA.MS.AAD.5.3", "CISA"]) == ("MS.AAD.5.3",)
    assert of_tags(["CIS.M365.1.1.1", "L1", "CIS M365 v4.0.0"]) == ("CIS M365 4.0.0 1.1.1",)
    assert of_tags(["CIS.M365.1.1.1"]) == ("CIS M365 1.1.1",)


def test_a_map_of_compliance_gives_the_ids_of_every_framework():
    found = of_compliance({"CIS-4.0": ["1.1.1", "1.1.3"], "ISO27001-2022": "A.5.15", "x": None})

    assert found == ("CIS M365 4.0.0 1.1.1", "CIS M365 4.0.0 1.1.3", "ISO27001-2022 A.5.15")
