"""What is wrong with the demo organisation on purpose, counted, so that a test can ask for it."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_PEOPLE = 40
"""Fewer people cannot carry one of every kind of trouble."""


@dataclass(frozen=True)
class Planted:
    """How often each kind of trouble occurs; a person carries at most one of those for people.

    ``SAYS`` holds the words for each count.
    """

    legacy_people: int
    excluded_from_mfa: int
    huge_mailboxes: int
    litigation_holds: int
    auto_expanding_archives: int
    address_collisions: int
    duplicate_addresses: int
    upn_differs_from_address: int
    missing_licences: int
    missing_usage_locations: int
    external_forwarding: int
    not_registered_for_mfa: int
    unmapped_people: int
    unprotected_laptops: int
    stale_accounts: int
    disabled_with_licence: int
    guests: int
    inactive_guests: int
    scanners: int
    shared_mailboxes: int
    crowded_shared_mailboxes: int
    shared_with_sign_in: int
    ownerless_groups: int
    ownerless_sites: int
    target_free_seats: int
    standing_global_admins: int = 11
    synced_admins: int = 2
    admins_without_phishing_resistant_mfa: int = 4
    group_cycles: int = 1
    report_only_policies: int = 1
    policies_naming_a_deleted_group: int = 1
    expiring_secrets: int = 1
    over_privileged_apps: int = 1
    weak_dmarc_domains: int = 1
    domains_testing_mta_sts: int = 1
    absent_dkim_keys: int = 1
    busy_links: int = 1
    servers_out_of_support: int = 1
    folders_open_to_everyone: int = 1
    folders_with_refused_names: int = 1
    folders_with_slash: int = 1
    folders_with_large_messages: int = 1
    mailboxes_without_user: int = 1
    absent_owners: int = 1
    late_vendors: int = 1
    roster_hole_hours: int = 4
    unapproved_messages: int = 1
    departments_without_champion: int = 1
    services_without_signature: int = 1
    untested_journeys: int = 1
    expired_attestations: int = 1
    late_decisions: int = 1
    unverified_target_domains: int = 1
    devices_under_another_name: int = 1
    unused_hybrid_devices: int = 1
    wider_sharing_settings: int = 1
    accounts_still_waiting: int = 2
    consents_to_strangers: int = 1
    unusable_names: int = 1


SAYS = {
    "legacy_people": "people who still sign in with IMAP or POP",
    "excluded_from_mfa": "people in the group that the MFA policy excludes",
    "huge_mailboxes": "mailboxes over 100 GB",
    "litigation_holds": "mailboxes on litigation hold",
    "auto_expanding_archives": "auto-expanding archives",
    "address_collisions": "aliases that are the address of somebody in the target",
    "duplicate_addresses": "addresses that a person and a group both claim",
    "upn_differs_from_address": "people whose sign-in name is not their address",
    "missing_licences": "working people without a licence",
    "missing_usage_locations": "people without usage location",
    "external_forwarding": "mailboxes that forward to an outside address",
    "not_registered_for_mfa": "people without MFA registration",
    "unmapped_people": "people without a target account in the identity map",
    "unprotected_laptops": "laptops on which no endpoint protection reports",
    "stale_accounts": "enabled accounts unused for over 90 days",
    "disabled_with_licence": "disabled accounts that hold a licence",
    "guests": "guests",
    "inactive_guests": "guests unused for over 90 days",
    "scanners": "scanners that send with basic SMTP sign-in",
    "shared_mailboxes": "shared mailboxes",
    "crowded_shared_mailboxes": "shared mailboxes with ten or more delegates across departments",
    "shared_with_sign_in": "shared mailboxes whose account may sign in",
    "ownerless_groups": "groups without owner",
    "ownerless_sites": "sites without owner",
    "target_free_seats": "free seats in the target, too few for everyone",
    "standing_global_admins": "standing global administrators",
    "synced_admins": "of them synchronised from on-premises",
    "admins_without_phishing_resistant_mfa": "of them without phishing-resistant MFA",
    "group_cycles": "cycle of nested groups",
    "report_only_policies": "Conditional Access policy that only reports",
    "policies_naming_a_deleted_group": "policy that names a deleted group",
    "expiring_secrets": "application secret that ends within 30 days",
    "over_privileged_apps": "application that may write everywhere",
    "weak_dmarc_domains": "domain with DMARC p=none",
    "domains_testing_mta_sts": "domain that only tests MTA-STS",
    "absent_dkim_keys": "DKIM key that is not published",
    "busy_links": "office link that is busy over 80 percent",
    "servers_out_of_support": "server out of support",
    "folders_with_refused_names": "shared folder with names that SharePoint refuses",
    "folders_with_slash": "mail folder with a slash in its name",
    "folders_with_large_messages": "mail folder with messages above 150 MB",
    "folders_open_to_everyone": "shared folder that everyone may write",
    "mailboxes_without_user": "mailbox of a user who is not there",
    "absent_owners": "service owner whose account is disabled",
    "late_vendors": "vendor who promised a day after it is needed",
    "roster_hole_hours": "hours without anybody on duty",
    "unapproved_messages": "message that nobody approved",
    "departments_without_champion": "department without champion",
    "services_without_signature": "service without signed RTO",
    "untested_journeys": "journey that nobody tested",
    "expired_attestations": "attestation that has expired",
    "late_decisions": "decision past its day",
    "unverified_target_domains": "domain not verified in the target",
    "devices_under_another_name": "hybrid joined laptop that has the name of another one",
    "unused_hybrid_devices": "hybrid joined laptop unused for over 90 days",
    "wider_sharing_settings": "slider of sharing that the target has further open",
    "accounts_still_waiting": "accounts made in the target for which nothing was done since",
    "consents_to_strangers": "application of a stranger that may write everybody's mail",
    "unusable_names": "planned sign-in name that the target does not take",
}
"""One line per count of ``Planted``, for the README beside the files."""


def planted(people: int) -> Planted:
    """Return what ``demo_files`` plants in an organisation of this size; the seed moves it."""

    def one_in(each: int, least: int = 1) -> int:
        return max(least, people // each)

    shared, guests, ownerless = one_in(15, 4), one_in(20, 3), one_in(60)
    return Planted(
        legacy_people=one_in(60, 2),
        excluded_from_mfa=one_in(90, 2),
        huge_mailboxes=one_in(90),
        litigation_holds=one_in(90),
        auto_expanding_archives=one_in(180),
        address_collisions=one_in(90),
        duplicate_addresses=one_in(180),
        upn_differs_from_address=one_in(60),
        missing_licences=one_in(90),
        missing_usage_locations=one_in(90),
        external_forwarding=one_in(90),
        not_registered_for_mfa=one_in(16, 2),
        unmapped_people=one_in(90),
        unprotected_laptops=one_in(30, 2),
        stale_accounts=one_in(40, 2),
        disabled_with_licence=one_in(60, 2),
        guests=guests,
        inactive_guests=max(1, guests // 3),
        scanners=one_in(90, 2),
        shared_mailboxes=shared,
        crowded_shared_mailboxes=max(1, shared // 6),
        shared_with_sign_in=max(1, shared // 5),
        ownerless_groups=ownerless,
        ownerless_sites=ownerless + 1,
        target_free_seats=people // 2,
    )
