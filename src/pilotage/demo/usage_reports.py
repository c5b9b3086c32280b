"""The Microsoft 365 usage reports of the demo, with the headers of today.

Source  https://learn.microsoft.com/graph/api/resources/report
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.demo.casting import carries
from pilotage.demo.chance import dice, whole
from pilotage.demo.csv_files import csv
from pilotage.demo.mailboxes import NOT_THERE, mailboxes
from pilotage.demo.sides import SOURCE
from pilotage.demo.sites import drives, sites
from pilotage.demo.tenant import Tenant

PERIOD = 30
TERABYTE = 1_099_511_627_776


def usage_reports(tenant: Tenant) -> Iterator[tuple[str, bytes]]:
    """Yield the five reports that Pilotage reads, each as (name, CSV)."""
    yield "MailboxUsageDetail.csv", csv(_mailboxes(tenant))
    yield "OneDriveUsageAccountDetail.csv", csv(_drives(tenant))
    yield "SharePointSiteUsageDetail.csv", csv(_sites(tenant))
    yield "TeamsTeamActivityDetail.csv", csv(_teams(tenant))
    yield "EmailAppUsageUserDetail.csv", csv(_mail_apps(tenant))


def _refreshed(tenant: Tenant) -> pl.Expr:
    return pl.lit(f"{tenant.now:%Y-%m-%d}").alias("Report Refresh Date")


def _day(moment: str) -> pl.Expr:
    return pl.col(moment).str.slice(0, 10)


def _text(flag: str) -> pl.Expr:
    return pl.when(flag).then(pl.lit("True")).otherwise(pl.lit("False"))


def _mailboxes(tenant: Tenant) -> pl.DataFrame:
    rows = mailboxes(tenant)
    if tenant.company is SOURCE:
        gone = rows.tail(1).with_columns(upn=pl.lit(NOT_THERE), name=pl.lit("Former system"))
        rows = pl.concat([rows, gone])
    quota = pl.col("quota_bytes")
    return rows.select(
        _refreshed(tenant),
        pl.col("upn").alias("User Principal Name"),
        pl.col("name").alias("Display Name"),
        pl.lit("False").alias("Is Deleted"),
        pl.lit("").alias("Deleted Date"),
        _day("created").alias("Created Date"),
        _day("seen").alias("Last Activity Date"),
        pl.col("item_count").alias("Item Count"),
        pl.col("size_bytes").alias("Storage Used (Byte)"),
        (quota // 100 * 98).alias("Issue Warning Quota (Byte)"),
        (quota // 100 * 99).alias("Prohibit Send Quota (Byte)"),
        quota.alias("Prohibit Send/Receive Quota (Byte)"),
        (pl.col("item_count") // 20).alias("Deleted Item Count"),
        pl.col("deleted_bytes").alias("Deleted Item Size (Byte)"),
        pl.lit(32_212_254_720).alias("Deleted Item Quota (Byte)"),
        _text("has_archive").alias("Has Archive"),
        pl.lit(PERIOD).alias("Report Period"),
    )


def _drives(tenant: Tenant) -> pl.DataFrame:
    files = pl.col("size_bytes") // 1_500_000
    return drives(tenant).select(
        _refreshed(tenant),
        pl.col("site").alias("Site Id"),
        pl.col("url").alias("Site URL"),
        pl.col("name").alias("Owner Display Name"),
        pl.lit("False").alias("Is Deleted"),
        _day("active").alias("Last Activity Date"),
        files.alias("File Count"),
        (files // 50).alias("Active File Count"),
        pl.col("size_bytes").alias("Storage Used (Byte)"),
        pl.lit(TERABYTE).alias("Storage Allocated (Byte)"),
        pl.col("upn").alias("Owner Principal Name"),
        pl.lit(PERIOD).alias("Report Period"),
    )


def _sites(tenant: Tenant) -> pl.DataFrame:
    files = pl.col("size_bytes") // 2_000_000
    return sites(tenant).select(
        _refreshed(tenant),
        pl.col("site").alias("Site Id"),
        pl.col("url").alias("Site URL"),
        pl.col("owner_name").alias("Owner Display Name"),
        pl.lit("False").alias("Is Deleted"),
        _day("active").alias("Last Activity Date"),
        files.alias("File Count"),
        (files // 40).alias("Active File Count"),
        (files // 30).alias("Page View Count"),
        (files // 90).alias("Visited Page Count"),
        pl.col("size_bytes").alias("Storage Used (Byte)"),
        pl.lit(25 * TERABYTE).alias("Storage Allocated (Byte)"),
        pl.lit("Group").alias("Root Web Template"),
        pl.col("owner_upn").alias("Owner Principal Name"),
        pl.lit(PERIOD).alias("Report Period"),
    )


def _teams(tenant: Tenant) -> pl.DataFrame:
    teams = tenant.groups.filter("team")
    throws = dice(tenant.seed, tenant.company.domain + " teams")
    messages = pl.Series(whole(throws, 0, 400, teams.height))
    none = pl.lit(0)
    return teams.select(
        _refreshed(tenant),
        pl.col("name").alias("Team Name"),
        pl.col("id").alias("Team Id"),
        pl.lit("Private").alias("Team Type"),
        pl.lit(f"{tenant.now:%Y-%m-%d}").alias("Last Activity Date"),
        pl.lit(PERIOD).alias("Report Period"),
        (messages // 20).alias("Active Users"),
        (messages % 5 + 1).alias("Active Channels"),
        none.alias("Guests"),
        (messages // 3).alias("Reactions"),
        (messages // 40).alias("Meetings Organized"),
        (messages // 4).alias("Post Messages"),
        (messages - messages // 4).alias("Reply Messages"),
        messages.alias("Channel Messages"),
        none.alias("Urgent Messages"),
        (messages // 9).alias("Mentions"),
        none.alias("Active Shared Channels"),
        none.alias("Active External Users"),
    )


def _mail_apps(tenant: Tenant) -> pl.DataFrame:
    """Return with which client people opened their mail; "Undetermined" is a version."""
    used, unused = pl.lit("Undetermined"), pl.lit("")
    legacy = carries(tenant.cast, "legacy_people")
    even = pl.col("row") % 2 == 0
    return tenant.people.select(
        _refreshed(tenant),
        pl.col("upn").alias("User Principal Name"),
        pl.col("name").alias("Display Name"),
        pl.lit("False").alias("Is Deleted"),
        pl.lit("").alias("Deleted Date"),
        _day("seen").alias("Last Activity Date"),
        *[unused.alias(name) for name in ("Mail For Mac", "Outlook For Mac")],
        pl.when(legacy).then(unused).otherwise(pl.lit("ProPlus")).alias("Outlook For Windows"),
        pl.when(pl.col("row") % 3 == 0).then(used).otherwise(unused).alias("Outlook For Mobile"),
        unused.alias("Other For Mobile"),
        pl.when(pl.col("row") % 4 == 0).then(used).otherwise(unused).alias("Outlook For Web"),
        pl.when(legacy & ~even).then(used).otherwise(unused).alias("POP3 App"),
        pl.when(legacy & even).then(used).otherwise(unused).alias("IMAP4 App"),
        unused.alias("SMTP App"),
        pl.lit(PERIOD).alias("Report Period"),
    )
