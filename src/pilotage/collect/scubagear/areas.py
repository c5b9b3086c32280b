"""The areas of a provider export, by which even a fragment of one is known.

Left out are names that any program may use, such as ``date``.

Source  https://github.com/cisagov/ScubaGear (docs/misc/tooloutputschema.md)
"""

from __future__ import annotations

import re

ENTRA = """
    authentication_method authorization_policies cap_table_data conditional_access_policies
    dedicated_exchange_hybrid_applications default_app_management_policy directory_settings
    domain_settings legacy_exchange_service_principal license_information license_state
    privileged_roles privileged_service_principals privileged_users risky_applications
    risky_delegated_permission_classifications risky_third_party_service_principals
    service_plans total_user_count
"""
MAIL = """
    accepted_domains conn_filter dkim_config dkim_records dmarc_records inbound_connectors
    intra_org_connectors org_config org_relationships outbound_connectors remote_domains
    sharing_policy spf_records transport_config transport_rule
"""
PROTECTION = """
    admin_audit_log_config anti_malware_policies anti_malware_rules anti_phish_policies
    anti_phish_rules atp_policy_for_o365 atp_policy_rules built_in_protection_rules
    defender_dlp_license defender_license dlp_compliance_policies dlp_compliance_rules
    hosted_content_filter_policies hosted_content_filter_rules protection_alerts
    protection_policy_rules safe_attachment_policies safe_attachment_rules safe_links_policies
    safe_links_rules unified_audit_log_retention_policies
"""
COLLABORATION = """
    app_policies broadcast_policies client_configuration dlp_policies environment_creation
    environment_list federation_configuration meeting_policies onedrive_pnp_flag
    powerbi_license_found powerbi_tenant_settings spo_tenant teams_tenant_info
    tenant_app_settings tenant_isolation
"""
RUN = r"baseline_version scuba_config \w+_successful_commands \w+_unsuccessful_commands"

NAMES = "|".join(f"{ENTRA} {MAIL} {PROTECTION} {COLLABORATION} {RUN}".split())
AREA = re.compile(rf'"({NAMES})"\s*:', re.IGNORECASE)
"""An area as it stands in the text of an export."""
