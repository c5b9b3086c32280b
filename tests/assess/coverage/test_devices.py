"""Device filters: what is understood of a rule, and that a rule and its opposite share nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.assess.coverage.cubes import left, meets
from pilotage.assess.coverage.devices import COMPLIANT, DEVICE, HYBRID, matching
from pilotage.assess.coverage.devices import device_axes as axes_of
from pilotage.assess.coverage.policy import Policy, State

ALL = DEVICE.full


@pytest.mark.parametrize(
    ("rule", "mask"),
    [
        ('device.isCompliant -eq "True"', COMPLIANT),
        ("device.iscompliant -EQ true", COMPLIANT),
        ('(device.isCompliant -ne "True")', ALL & ~COMPLIANT),
        ('device.isCompliant -eq "False"', 0b0001110),
        ('device.trustType -eq "ServerAD"', HYBRID),
        ('device.trustType -in ["ServerAD","AzureAD"]', HYBRID | HYBRID << 1),
        ('device.trustType -notIn ["ServerAD","AzureAD"]', ALL & ~(HYBRID | HYBRID << 1)),
        ("device.trustType -eq null", 1),
        ('device.trustType -eq "ServerAD" -and device.isCompliant -eq True', HYBRID & COMPLIANT),
        ('-not (device.trustType -eq "ServerAD")', ALL & ~HYBRID),
    ],
)
def test_trust_and_compliance_are_understood(rule, mask):
    assert matching(rule) == [{"device": mask}]


@pytest.mark.parametrize(
    ("rule", "opposite"),
    [
        ('device.model -eq "X"', 'device.Model -ne "x"'),
        ('device.displayName -startsWith "K"', 'device.displayName -notStartsWith "K"'),
        ('device.physicalIds -contains "[ZTDId]:1"', 'device.physicalIds -notContains "[ZTDId]:1"'),
        ('device.model -in ["X"]', 'device.model -ne "X"'),
    ],
)
def test_a_negative_comparison_is_the_opposite_of_the_positive_one(rule, opposite):
    assert matching(rule) == matching(opposite, meant=False)
    assert matching(rule) != matching(opposite)


@pytest.mark.parametrize("rule", ["nonsense", "device.model", "(device.model -eq 1", '"', "-not"])
def test_a_rule_that_we_cannot_read_is_one_question(rule):
    [cube] = matching(rule)

    assert list(cube) == [f"filter:{rule}"]


COMPARISONS = st.sampled_from(
    [
        'device.isCompliant -eq "True"',
        'device.trustType -ne "AzureAD"',
        'device.model -in ["X","Y"]',
        'device.model -ne "X"',
        'device.displayName -contains "lab"',
    ]
)
RULES = st.recursive(
    COMPARISONS,
    lambda inner: st.one_of(
        st.builds("({} -and {})".format, inner, inner),
        st.builds("({} -or {})".format, inner, inner),
        st.builds("-not ({})".format, inner),
    ),
    max_leaves=4,
)


@given(RULES)
def test_every_device_meets_a_rule_or_its_opposite_and_never_both(rule):
    policy = Policy("p", "p", State.ON, (), texts={"device_filter": rule})
    full = {axis.name: axis.full for axis in axes_of([policy])}
    yes, no = matching(rule), matching(rule, meant=False)

    assert meets(yes, no) == []
    assert left([{}], [*yes, *no], full).cubes == ()


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(rule):
    assert isinstance(matching(rule), list)
