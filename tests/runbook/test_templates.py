import pytest

from pilotage.assess import CHECKS
from pilotage.facts.runbook import Kind
from pilotage.runbook import load_template
from pilotage.runbook.lint import MANDATORY

EVERY_KIND = pytest.mark.parametrize("kind", list(Kind), ids=lambda kind: kind.value)


@EVERY_KIND
def test_every_kind_has_a_template_that_names_real_checks_only_r2(kind):
    template = load_template(kind, checks=CHECKS.load(), movers=())

    assert {line.track for line in template.step} >= set(MANDATORY)


@EVERY_KIND
def test_every_check_that_a_template_names_concerns_its_kind(kind):
    checks = CHECKS.load()
    template = load_template(kind, checks=checks, movers=())

    named = [check for step in template.step for check in step.checks]
    named += [each.check for gate in template.gate for each in gate.criterion if each.check]

    assert [name for name in named if kind not in checks[name].kinds] == []


@EVERY_KIND
def test_every_criterion_can_be_judged_where_its_gate_looks(kind):
    checks = CHECKS.load()
    template = load_template(kind, checks=checks, movers=())

    unseen = [
        (gate.name, each.check)
        for gate in template.gate
        for each in gate.criterion
        if each.check and not {gate.of, "migration"} & set(checks[each.check].sides)
    ]

    assert unseen == []


@EVERY_KIND
def test_every_template_says_what_people_forget_and_is_long_enough_to_run(kind):
    template = load_template(kind, checks=CHECKS.load(), movers=())

    assert len(template.truths) > 5
    assert 40 <= len(template.lines) <= 60
