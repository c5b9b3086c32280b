"""The person uses no client that cannot do MFA and that the target blocks."""

from datetime import timedelta

import polars as pl

from pilotage.assess.waves import item
from pilotage.assess.waves.crossing import Crossing
from pilotage.assess.waves.demand import blocked_clients
from pilotage.assess.waves.judged import judged, or_no_account
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, SIGN_INS, USERS

RECENT = timedelta(days=30)
ACTIVE_SYNC = r"(?i)active ?sync"


@item("legacy_clients", order=7, source=[SIGN_INS.needs("legacy", "client_app")])
def legacy_clients(who: Crossing) -> pl.DataFrame:
    """Judge the old clients of the last 30 days against the policies of the target."""
    stops, gap = _stops(who)
    known = pl.lit(not gap) & pl.col("target").is_not_null()
    each = (
        _used(who)
        .join(stops, on=["target", "family"], how="left")
        .with_columns(blocked=pl.when(known).then(pl.col("blocked")))
        .group_by("person")
        .agg(pl.col("told").sort().str.join(", "), pl.col("blocked").any(ignore_nulls=False))
    )
    rows = who.people.join(each, on="person", how="left", maintain_order="left")
    unused = pl.col("told").is_null()
    why = or_no_account(gap or "the target may block it")
    return judged(
        rows,
        pl.when(~unused).then("blocked").otherwise(False),
        says=pl.format("uses {}, which the target blocks", "told"),
        right=pl.when(unused)
        .then(pl.lit("uses no client that cannot do MFA"))
        .otherwise(pl.format("uses {}, which the target lets in", "told")),
        unsure=pl.format("uses {}; {}", "told", why),
    )


def _used(who: Crossing) -> pl.DataFrame:
    """Return ``person``, ``target``, ``family`` and ``told`` for each old client of a person."""
    recent = pl.col("last_at") >= pl.lit(who.source.taken_at - RECENT)
    old = pl.col("client_app").str.contains(ACTIVE_SYNC).fill_null(False)
    last = pl.col("last_at").max().dt.strftime("last on %-d %b %Y")
    return (
        who.source[SIGN_INS]
        .filter(pl.col("legacy"), recent.fill_null(True))
        .join(who.people.select("person", "target"), left_on="user", right_on="person")
        .group_by("user", "target", pl.col("client_app").fill_null("an old client"))
        .agg(pl.col("count").sum(), last.fill_null("last day unknown").alias("last"))
        .select(
            "target",
            person="user",
            family=pl.when(old).then(pl.lit("ActiveSync")).otherwise(pl.lit("other")),
            told=pl.format("{} ({} sign-ins, {})", "client_app", "count", "last"),
        )
    )


def _stops(who: Crossing) -> tuple[pl.DataFrame, str]:
    """Return what the target blocks for whom, false where nothing does, or why it is unknown."""
    nothing = pl.DataFrame(schema={"target": pl.String, "family": pl.String, "blocked": pl.Boolean})
    if who.target is None:
        return nothing, "the target was not read"
    needs = (CONDITIONAL_ACCESS_POLICIES, USERS)
    if gap := next(filter(None, map(who.target.missing, needs)), ""):
        return nothing, f"target: {gap}"
    if who.scene.directory is None:
        return nothing, "the people of the target are not known"
    return blocked_clients(who.scene, who.scene.directory), ""
