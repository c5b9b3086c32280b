"""Whether those who send for a domain may: what receivers conclude by SPF."""

from __future__ import annotations

from collections.abc import Sequence

from pilotage.connect.dns.spf_terms import spf_records
from pilotage.connect.dns.spf_verdict import verdict
from pilotage.connect.dns.survey import Survey


def judge_senders(made: Survey, senders: Sequence[str]) -> None:
    """Note the verdict on each address in ``senders``, where the domain publishes SPF.

    What is asked on the way depends on the sender, so it is no record of the domain.
    """
    if not senders or not spf_records(made.ask(made.domain, "TXT") or ()):
        return
    apart = Survey(made.domain, made.asker, made.until, made.authorities)
    for sender in senders:
        got = verdict(sender, f"postmaster@{made.domain}", made.domain, apart.ask)
        because = f": {got.why}" if got.result.endswith("error") else ""
        says = f"{sender} gets {got.result} after {got.lookups} lookups{because}"
        made.note(made.domain, "SPF", says)
