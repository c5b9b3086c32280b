"""The words of the demo: invented names, departments, offices and business applications."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass
from importlib.resources import files


def _words() -> dict[str, tuple[str, ...]]:
    text = files(__package__).joinpath("vocabulary.toml").read_text("utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}


WORDS = _words()
GIVEN, SURNAMES = WORDS["given"], WORDS["surnames"]
TARGET_SURNAMES = WORDS["target_surnames"]
DIVISIONS = WORDS["divisions"]
SHARED_MAILBOXES, PROJECTS = WORDS["shared_mailboxes"], WORDS["projects"]


@dataclass(frozen=True)
class Department:
    """A department, its share of the people, the titles in it, and whether it may be divided."""

    name: str
    share: float
    titles: tuple[str, ...]
    divided: bool = True


DEPARTMENTS = (
    Department("Management", 0.02, ("Executive assistant", "Programme officer"), False),
    Department("Finance", 0.08, ("Accountant", "Controller", "Payroll specialist")),
    Department("Human Resources", 0.04, ("HR adviser", "Recruiter", "Learning adviser")),
    Department("Legal", 0.02, ("Counsel", "Contract manager"), False),
    Department("IT", 0.06, ("System engineer", "Service desk agent", "Application manager")),
    Department("Sales", 0.17, ("Account manager", "Sales engineer", "Bid manager")),
    Department("Marketing", 0.06, ("Content editor", "Campaign manager", "Designer")),
    Department("Customer Service", 0.14, ("Service agent", "Case handler", "Field planner")),
    Department("Operations", 0.20, ("Process operator", "Planner", "Maintenance technician")),
    Department("Logistics", 0.10, ("Warehouse worker", "Dispatcher", "Customs clerk")),
    Department("Research and Development", 0.07, ("Engineer", "Lab analyst", "Project lead")),
    Department("Procurement", 0.04, ("Buyer", "Contract analyst")),
)


@dataclass(frozen=True)
class Office:
    """A place where people work; ``prefix`` is its public network, reserved for documentation."""

    name: str
    country: str
    share: float
    prefix: str


SOURCE_OFFICES = (
    Office("Leiden", "NL", 0.55, "192.0.2."),
    Office("Łódź", "PL", 0.20, "198.51.100."),
    Office("Coimbra", "PT", 0.15, "203.0.113."),
    Office("Århus", "DK", 0.10, "203.0.113."),
)
TARGET_OFFICES = (
    Office("Ghent", "BE", 0.70, "192.0.2."),
    Office("Malmö", "SE", 0.30, "198.51.100."),
)

LETTERS = str.maketrans("łŁøØæÆßđĐ", "lLoOaAsdD")


def local_part(name: str) -> str:
    """Return a name as it stands left of the @: lower case, no marks, no spaces."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(each for each in plain.lower() if each.isascii() and each.isalnum())
