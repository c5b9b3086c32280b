"""What every check promises to its readers, whoever wrote it."""

import inspect
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from pilotage.assess import CHECKS

IDS = sorted(CHECKS.load())
HERE = Path(__file__).parent
FRAMEWORK = re.compile(r"MS\.[A-Z]+\.\d+\.\d+v\d+|CIS M365 \d+\.\d+\.\d+ \d+(\.\d+)+")
SOURCE = re.compile(r"https?://\S+\.\S+|Pilotage practice[:,] \S")
"""Who says so: a public address, or the house itself where the rule is its own."""


@pytest.mark.parametrize("id", IDS)
def test_a_check_has_a_page_that_says_why_how_to_fix_it_and_who_says_so(id):
    page = CHECKS[id].page

    assert page.title.endswith(".")
    assert len(page["Why"]) > 40
    assert len(page["Fix"]) > 20
    assert SOURCE.match(page["Source"])


@pytest.mark.parametrize("id", IDS)
def test_a_check_has_a_test_of_its_own(id):
    subject, name = id.split(".")

    assert (HERE / subject / f"test_{name}.py").is_file()


@pytest.mark.parametrize("id", IDS)
def test_a_check_is_the_only_thing_its_file_declares(id):
    module = import_module(f"pilotage.assess.checks.{id}")
    judge = CHECKS[id].judge or CHECKS[id].judge_migration

    if judge is not None:
        assert judge.__name__ == id.split(".")[1]
        assert inspect.getmodule(judge) is module
        assert judge.__doc__


def test_every_file_under_checks_declares_a_check():
    folder = Path(inspect.getfile(import_module("pilotage.assess.checks"))).parent
    files = {
        f"{path.parent.name}.{path.stem}"
        for path in folder.glob("*/*.py")
        if path.stem != "__init__"
    }

    assert files == set(IDS)


@pytest.mark.parametrize("id", IDS)
def test_a_framework_id_names_its_version(id):
    for public in CHECKS[id].frameworks:
        assert FRAMEWORK.fullmatch(public), public


def test_a_framework_id_has_one_answer():
    claimed = Counter(public for id in IDS for public in CHECKS[id].frameworks)

    assert [public for public, checks in claimed.items() if checks > 1] == []
