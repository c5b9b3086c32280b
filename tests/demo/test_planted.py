"""Each kind of trouble is in the snapshots exactly as often as it was planted."""

from datetime import timedelta

import networkx as nx
import polars as pl
from harbour import NOW

from pilotage.facts.tables import (
    ADDRESSES,
    APP_ROLE_ASSIGNMENTS,
    APPLICATION_CREDENTIALS,
    ARCHIVES,
    AUTHENTICATION_REGISTRATION,
    CONDITIONAL_ACCESS_POLICIES,
    DELEGATED_GRANTS,
    DEVICES,
    DIRECTORY_AUDITS,
    DNS_RECORDS,
    DOMAINS,
    GROUP_OWNERS,
    GROUPS,
    HOLDS,
    IDENTITY_MAP,
    LICENCES_ASSIGNED,
    MAILBOX_FOLDERS,
    MAILBOX_PERMISSIONS,
    MAILBOXES,
    MEMBERSHIPS,
    NETWORK_LINKS,
    ROLE_ASSIGNMENTS,
    SERVERS,
    SERVICE_PRINCIPALS,
    SETTINGS,
    SHARED_FOLDERS,
    SIGN_INS,
    SITES,
    USERS,
)

STALE = NOW - timedelta(days=90)
STAFF = pl.col("enabled") & (pl.col("employee_type") == "employee")


def staff(source):
    return source[USERS].filter(STAFF)


def test_accounts(source, wrong):
    users = source[USERS]
    licensed = pl.col("user").is_in(source[LICENCES_ASSIGNED]["user"].implode())
    old = pl.col("enabled") & (pl.col("last_sign_in_at") < STALE)
    member = pl.col("kind") == "member"

    assert users.filter(old & member).height == wrong.stale_accounts
    assert users.filter(old & ~member).height == wrong.inactive_guests
    assert users.filter(~pl.col("enabled") & licensed).height == wrong.disabled_with_licence
    assert staff(source).filter(~licensed).height == wrong.missing_licences
    assert staff(source)["usage_location"].null_count() == wrong.missing_usage_locations
    differs = staff(source).filter(pl.col("upn") != pl.col("address"))
    assert differs.height == wrong.upn_differs_from_address


def test_addresses(source, target, wrong):
    held = source[ADDRESSES]
    theirs = target[USERS]["address"].implode()

    assert held["address"].is_duplicated().sum() == 2 * wrong.duplicate_addresses
    assert held["address"].is_in(theirs).sum() == wrong.address_collisions


def test_registration_and_admins(source, wrong):
    report = staff(source).join(source[AUTHENTICATION_REGISTRATION], on="user")
    admins = source[ROLE_ASSIGNMENTS].filter(
        (pl.col("role_name") == "Global Administrator") & (pl.col("assignment") == "standing")
    )
    known = admins.join(source[USERS], left_on="principal", right_on="user")
    weak = source[AUTHENTICATION_REGISTRATION].filter(
        pl.col("is_admin") & ~pl.col("methods").list.contains("fido2")
    )

    assert report.filter(~pl.col("mfa_registered")).height == wrong.not_registered_for_mfa
    assert known.height == wrong.standing_global_admins
    assert known.filter("synced").height == wrong.synced_admins
    assert weak.height == wrong.admins_without_phishing_resistant_mfa


def test_old_sign_ins(source, wrong):
    legacy = source[SIGN_INS].filter("legacy")
    smtp = pl.col("client_app").str.contains("SMTP")

    assert legacy.filter(smtp)["user"].n_unique() == wrong.scanners
    assert legacy.filter(~smtp)["user"].n_unique() == wrong.legacy_people


def test_policies(source, wrong):
    policies = source[CONDITIONAL_ACCESS_POLICIES]
    named = policies.select(pl.col("include_groups").explode(keep_nulls=False))["include_groups"]
    excluded = policies.select(pl.col("exclude_groups").explode(keep_nulls=False)).to_series()
    left_out = source[MEMBERSHIPS].filter(pl.col("group").is_in(excluded.implode()))
    reporting = policies["state"] == "enabledForReportingButNotEnforced"

    assert reporting.sum() == wrong.report_only_policies
    assert (~named.is_in(source[GROUPS]["group"].implode())).sum() == (
        wrong.policies_naming_a_deleted_group
    )
    assert left_out.height == wrong.excluded_from_mfa


def test_mailboxes(source, wrong):
    boxes = source[MAILBOXES]
    shared = boxes.filter(pl.col("kind") == "shared")
    outside = ~pl.col("forwards_to").str.ends_with("brightlane.example")

    assert boxes.filter(pl.col("size_bytes") > 100 * 1024**3).height == wrong.huge_mailboxes
    assert boxes.filter(outside).height == wrong.external_forwarding
    assert shared.height == wrong.shared_mailboxes
    assert shared["sign_in_enabled"].sum() == wrong.shared_with_sign_in
    folders = source[MAILBOX_FOLDERS]
    slashed = pl.col("folder").str.contains("/") & (pl.col("separator") != "/")
    assert folders.filter(slashed).height == wrong.folders_with_slash
    assert folders.filter(pl.col("oversized") > 0).height == wrong.folders_with_large_messages
    assert source[HOLDS].height == wrong.litigation_holds
    assert source[ARCHIVES]["auto_expanding"].sum() == wrong.auto_expanding_archives


def test_crowded_shared_mailboxes_reach_across_departments(source, wrong):
    rights = source[MAILBOX_PERMISSIONS].filter(pl.col("right") == "full_access")
    crowds = (
        rights.join(source[USERS], left_on="trustee", right_on="user")
        .group_by("mailbox")
        .agg(pl.len(), departments=pl.col("department").n_unique())
        .filter(pl.col("len") >= 10)
    )

    assert crowds.height == wrong.crowded_shared_mailboxes
    assert crowds["departments"].min() > 3


def test_groups_and_sites(source, wrong):
    nested = source[MEMBERSHIPS].filter(pl.col("member_kind") == "group")
    circles = list(nx.simple_cycles(nx.DiGraph(nested.select("group", "member").rows())))
    owned = source[GROUPS]["group"].is_in(source[GROUP_OWNERS]["group"].implode())

    assert len(circles) == wrong.group_cycles
    assert nested.height > 2 * wrong.group_cycles
    assert (~owned).sum() == wrong.ownerless_groups
    assert source[SITES]["owner"].null_count() == wrong.ownerless_sites


def test_applications(source, wrong):
    soon = source[APPLICATION_CREDENTIALS].filter(pl.col("ends_at") < NOW + timedelta(days=30))
    broad = source[APP_ROLE_ASSIGNMENTS].filter(pl.col("role").str.contains("ReadWrite|FullCon"))

    assert soon.height == wrong.expiring_secrets
    assert broad["principal"].n_unique() == wrong.over_privileged_apps


def test_premises_and_dns(source, target, wrong):
    records = source[DNS_RECORDS]
    keys = records.filter(pl.col("name").str.contains("^selector"), ~DNS_RECORDS.exists())

    assert records.filter(pl.col("value").str.contains("p=none")).height == wrong.weak_dmarc_domains
    assert keys["name"].n_unique() == wrong.absent_dkim_keys
    assert records.filter(pl.col("value").str.contains("mode: testing")).height == (
        wrong.domains_testing_mta_sts
    )
    assert source[NETWORK_LINKS].filter(pl.col("busy_percent") > 80).height == wrong.busy_links
    assert source[SERVERS].filter(pl.col("support_ends_at") < NOW).height == (
        wrong.servers_out_of_support
    )
    assert source[SHARED_FOLDERS]["open_to_everyone"].sum() == wrong.folders_open_to_everyone
    refused = source[SHARED_FOLDERS].filter(pl.col("refused_names") > 0)
    assert refused.height == wrong.folders_with_refused_names
    assert (~target[DOMAINS]["verified"]).sum() == wrong.unverified_target_domains
    laptops = source[DEVICES].filter(pl.col("os") == "Windows")
    hybrid = laptops.filter(pl.col("trust") == "hybrid_joined")
    assert hybrid["name"].is_duplicated().sum() == 2 * wrong.devices_under_another_name
    assert (hybrid["last_seen_at"] < STALE).sum() == wrong.unused_hybrid_devices
    assert (~laptops["protected"]).sum() == wrong.unprotected_laptops


def test_sharing(source, target, wrong):
    before, after = source[SETTINGS], target[SETTINGS]
    sliders = pl.col("setting").is_in(["sharingcapability", "odbsharingcapability"])
    both = before.filter(sliders).join(after, on=["area", "setting"], suffix="_after")

    assert both.height == 2
    assert (both["value"] != both["value_after"]).sum() == wrong.wider_sharing_settings


def test_identity_map_and_strangers(source, wrong):
    mapped = source[IDENTITY_MAP]["source_user"].implode()
    stranger = ~pl.col("mailbox").is_in(source[USERS]["user"].implode())

    assert (~staff(source)["user"].is_in(mapped)).sum() == wrong.unmapped_people
    assert source[MAILBOXES].filter(stranger).height == wrong.mailboxes_without_user


def test_the_log_tells_who_was_made_and_closed_and_who_still_waits(source, target, wrong):
    log = target[DIRECTORY_AUDITS].filter(pl.col("target_kind") == "User")
    made = log.filter(pl.col("activity") == "Add user")
    closed = source[DIRECTORY_AUDITS]

    assert made.join(target[USERS], left_on="target", right_on="user").height == made.height == 19
    assert made.height - log.filter(pl.col("activity") == "Add member to group").height == (
        wrong.accounts_still_waiting
    )
    assert set(closed["activity"]) == {"Disable account", "Delete user"}
    assert not closed["target"].is_in(source[USERS]["user"].implode()).any()


def test_names_and_consents(source, target, wrong):
    names = source[IDENTITY_MAP]["target_user"]
    broad = source[DELEGATED_GRANTS].filter(pl.col("scopes").list.contains("Mail.ReadWrite"))
    clients = broad.join(source[SERVICE_PRINCIPALS], left_on="client", right_on="service_principal")
    ours = source[SERVICE_PRINCIPALS]["home_tenant"].mode().item()

    assert names.str.contains("ö").sum() == wrong.unusable_names
    assert clients.height == wrong.consents_to_strangers
    assert (clients["home_tenant"] != ours).all()
    assert target[DELEGATED_GRANTS]["scopes"].explode().is_in(["Mail.ReadWrite"]).sum() == 0
