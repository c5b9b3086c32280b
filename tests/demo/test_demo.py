"""The files as a whole: repeatable, safe to write, and honest about being invented."""

from dataclasses import asdict
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath

import pytest
from harbour import NOW

from pilotage.demo import LEAST_PEOPLE, demo_files
from pilotage.demo.planted import SAYS, planted
from pilotage.facts.errors import InputError

STARTS = NOW.date()


def digest(people, seed, starts_on=STARTS):
    whole = sha256()
    for name, content in demo_files(people, seed, starts_on):
        whole.update(name.encode() + b"\0" + content)
    return whole.hexdigest()


def test_the_same_call_gives_the_same_bytes():
    assert digest(60, 3) == digest(60, 3)


@pytest.mark.parametrize("other", [(61, 3, STARTS), (60, 4, STARTS), (60, 3, date(2026, 3, 2))])
def test_people_seed_and_start_each_change_the_bytes(other):
    assert digest(*other) != digest(60, 3)


def test_every_name_is_used_once_and_stays_inside_the_folder():
    names = [name for name, _ in demo_files(60, 3, STARTS)]

    assert len(names) == len(set(names))
    assert all(".." not in PurePosixPath(name).parts and name[0] != "/" for name in names)


def test_every_domain_is_reserved_for_examples():
    for name, content in demo_files(60, 3, STARTS):
        if name.endswith((".csv", "users.json", ".toml")):
            text = content.decode()
            hosts = [part.split('"')[0].split(",")[0] for part in text.split("@")[1:]]
            mail = [host for host in hosts if "." in host and not host.startswith("odata")]
            assert [host for host in mail if ".example" not in host] == []


@pytest.mark.parametrize("people", [LEAST_PEOPLE - 1, 0, -5, 400_000])
def test_a_size_that_cannot_be_made_is_refused_before_the_first_file(people):
    with pytest.raises(InputError, match="people: must be between"):
        demo_files(people, 1, STARTS)


def test_a_seed_below_zero_is_refused():
    with pytest.raises(InputError, match="seed"):
        demo_files(60, -1, STARTS)


@pytest.mark.parametrize("people", [LEAST_PEOPLE, 77, 3_000])
def test_any_size_and_seed_can_be_made(people):
    assert sum(1 for _ in demo_files(people, people, STARTS)) > 100


def test_every_count_of_the_planted_trouble_has_its_words():
    assert SAYS.keys() == asdict(planted(186)).keys()


def test_the_readme_says_that_it_is_invented_and_what_is_wrong():
    text = dict(demo_files(60, 3, STARTS))["README.txt"].decode()

    assert text.startswith("DEMO DATA. Everything here is invented")
    for name, count in asdict(planted(60)).items():
        assert f"{count:8}  {SAYS[name]}\n" in text
