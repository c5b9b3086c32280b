"""The table about what other assessment tools concluded."""

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table

THIRD_PARTY_RESULTS = Table(
    "third_party_results",
    says="Conclusions of other assessment tools: evidence of theirs, no finding of ours.",
    source="ScubaResults JSON and CSV, Maester JSON, Zero Trust Assessment JSON, Prowler OCSF and "
    "CSV, Graph /security/secureScores",
    key=("tool", "result_id", "subject", "run"),
    columns={
        "tool": Column(pl.String, "name of the tool, such as ScubaGear or Maester"),
        "result_id": Column(pl.String, "id of its test, numbered where one run has it twice"),
        "subject": Column(pl.String, "what was tested: tenant, or the id of a resource"),
        "run": Column(pl.String, "day of the run, such as 2026-01-08; undated where nothing says"),
        "outcome": Column(pl.String, "passed, failed or not_assessed"),
        "word": Column(pl.String, "the outcome in the word of the tool, such as Warning"),
        "severity": Column(pl.String, "low, medium, high or critical, where the tool says so"),
        "title": Column(pl.String, "what was tested, without markup"),
        "says": Column(pl.String, "what was found, without markup, shortened"),
        "frameworks": Column(
            pl.List(pl.String),
            "public ids, such as MS.AAD.1.1v1; no version where the tool has none",
        ),
        "tenants": Column(
            pl.List(pl.String),
            "ids and domains of the tenant that was looked at; empty where the file does not say",
        ),
        "at": Column(UTC_TIME, "when the tool ran; null where its file does not say"),
    },
)
