import sys

import pytest

from pilotage.facts.catalogue import Catalogue, page_of
from pilotage.facts.errors import CatalogueError


def test_an_id_is_declared_once():
    shelf: Catalogue[str] = Catalogue("room.checks")
    shelf.add("mail.quota", "first", "room.checks.mail.quota")

    with pytest.raises(CatalogueError, match="declared twice"):
        shelf.add("mail.quota", "second", "room.checks.mail.quota")


def test_an_id_is_the_path_of_its_file():
    with pytest.raises(CatalogueError, match="its own path"):
        Catalogue("room.checks").add("mail.quota", "entry", "room.checks.mail.size")


def test_a_page_joins_the_lines_of_a_heading():
    module = type(sys)("entry", "Good.\n\nWhy     One\n        two.\nSource  https://a.example/\n")

    page = page_of(module)

    assert (page.title, page["Why"], page["Source"]) == ("Good.", "One two.", "https://a.example/")
    assert page["Fix"] == ""
