"""An export is as old as it says, not as young as its reading."""

from datetime import timedelta

import pytest
from collect.answers import page, read, save
from harbour import NOW

from pilotage.collect.moments import moment_of

MADE = NOW - timedelta(days=40)


def scubagear(made):
    stamp = {} if made is None else {"timestamp_zulu": f"{made:%Y-%m-%dT%H:%M:%S.307Z}"}
    return {"baseline_version": "1", **stamp, "spo_tenant": [{"LegacyAuth": True}]}


def taken(folder, **changes):
    return read(folder, **changes).snapshot.taken_at.replace(microsecond=0)


def test_a_snapshot_is_as_old_as_its_export_says(tmp_path):
    assert taken(save(tmp_path, ProviderSettingsExport=scubagear(MADE))) == MADE


def test_the_latest_of_several_exports_counts(tmp_path):
    day = MADE + timedelta(days=1)

    assert taken(save(tmp_path, a=scubagear(MADE), b=scubagear(day))) == day


@pytest.mark.parametrize(
    "made",
    [None, NOW + timedelta(days=3), NOW.replace(year=1999)],
    ids=["not stated", "in the future", "before there was anything"],
)
def test_a_moment_that_cannot_be_is_not_taken(tmp_path, made):
    assert taken(save(tmp_path, ProviderSettingsExport=scubagear(made))) == NOW


def test_a_clock_that_is_a_little_fast_does_not_make_an_export_of_the_future(tmp_path):
    early = NOW + timedelta(minutes=5)

    assert taken(save(tmp_path, ProviderSettingsExport=scubagear(early))) == NOW


def test_beside_an_export_that_does_not_say_when_the_reading_counts(tmp_path):
    domains = page("domains", {"id": "harbour.example", "isVerified": True})
    files = {"ProviderSettingsExport": scubagear(MADE), "domains": domains}

    assert taken(save(tmp_path, **files)) == NOW


def test_a_configuration_and_results_of_other_tools_have_no_say(tmp_path):
    config = {"ProductNames": ["aad"], "Aad": {"MS.AAD.3.1v1": {"CapExclusions": {}}}}
    tests = [{"Id": "MT.1", "Result": "Passed"}]
    maester = {"FailedCount": 0, "ExecutedAt": "2026-01-08T09:00:00Z", "Tests": tests}
    files = {"ProviderSettingsExport": scubagear(MADE), "config": config, "maester": maester}

    found = read(save(tmp_path, **files))

    assert {one.reader for one in found.taken} == {"scubagear", "scuba_config", "maester"}
    assert found.snapshot.taken_at.replace(microsecond=0) == MADE


def test_what_a_person_states_counts_more(tmp_path):
    folder = save(tmp_path, ProviderSettingsExport=scubagear(MADE))

    assert taken(folder, exact=True) == NOW


@pytest.mark.parametrize(("text", "year"), [("2026-01-08T09:00:00Z", 2026), ("soon", None)])
def test_one_text_is_a_moment_or_none(text, year):
    assert (found := moment_of(text)) is None or found.year == year
    assert (found is None) is (year is None)
