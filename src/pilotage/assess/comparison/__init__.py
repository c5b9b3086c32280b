"""Compare: what is better, what is worse, who gained and lost what, and was it planned?"""

from __future__ import annotations

import sys
from collections.abc import Callable

from pilotage.assess import CHECKS, Check, FindingsJudge
from pilotage.facts.catalogue import page_of
from pilotage.facts.finding import Area, Severity


def findings_check(
    id: str, *, area: Area, severity: Severity
) -> Callable[[FindingsJudge], FindingsJudge]:
    """Declare the decorated function as a check of what the other checks found.

    It gets the situation and every finding before it, and is asked after all others.
    """

    def declare(judge: FindingsJudge) -> FindingsJudge:
        page = page_of(sys.modules[judge.__module__])
        made = Check(id, area, severity, page, sides=("migration",), judge_findings=judge)
        CHECKS.add(id, made, judge.__module__)
        return judge

    return declare
