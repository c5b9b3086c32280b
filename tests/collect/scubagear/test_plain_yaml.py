import pytest

from pilotage.collect.scubagear.plain_yaml import parsed
from pilotage.facts.errors import InputError

CONFIG = """\
---
Description: |
  An example: with a colon,
  # and something like a comment
ProductNames:
- aad   # beside its key
- "exo"
LogIn: true
Number: 18
Nothing:
Empty: []
Inline: [a, 'b', 3]
Aad:
  # a comment of its own
  MS.AAD.1.1v1: &Common
    CapExclusions:
      Users:
        - fc29f4a8-2b27-4d1e-898e-cfacb98bd8f8
        - O'Neill # a name
      "Groups":
      - 08adb07a
  MS.AAD.2.1v1: *Common
People:
  - Name: Ana
    Mail: ana@harbour.example
  - Name: "Ben # 2"
"""


def test_a_configuration_is_read_as_it_is_meant():
    found = parsed(CONFIG, "config.yaml")

    assert found["ProductNames"] == ["aad", "exo"]
    assert (found["LogIn"], found["Number"], found["Nothing"]) == (True, 18, None)
    assert (found["Empty"], found["Inline"]) == ([], ["a", "b", 3])
    assert found["Description"].startswith("An example: with a colon,")
    users = ["fc29f4a8-2b27-4d1e-898e-cfacb98bd8f8", "O'Neill"]
    caps = {"CapExclusions": {"Users": users, "Groups": ["08adb07a"]}}
    assert found["Aad"] == {"MS.AAD.1.1v1": caps, "MS.AAD.2.1v1": caps}
    assert found["People"] == [{"Name": "Ana", "Mail": "ana@harbour.example"}, {"Name": "Ben # 2"}]


def test_an_empty_document_is_nothing():
    assert parsed("# only a comment\n---\n", "config.yaml") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb\n", 2),
        ("a: *nowhere\n", 1),
        ("a: {b: c}\n", 1),
        ("a: !tag b\n", 1),
        ("a: 1\n    b: 2\n", 2),
        ("  a: 1\nb: 2\n", 2),
        ("a: [1,\n  2]\n", 1),
        ("a: &one\n  - x\nb: &two\n  - *one\n", 3),
        ("".join(f"{' ' * depth}a:\n" for depth in range(2_000)), 26),
    ],
)
def test_what_is_beyond_it_is_refused_with_its_line(text, line):
    with pytest.raises(InputError) as refused:
        parsed(text, "config.yaml")

    assert refused.value.where == f"config.yaml:{line}"
    assert "JSON" in refused.value.fix
