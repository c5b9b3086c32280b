"""Settings of mail and its protection: the areas of a ScubaGear export, and two of our own.

The two are ``external_in_outlook`` and ``smtp_auth_mailboxes``.

Source  https://github.com/cisagov/ScubaGear/blob/main/docs/misc/tooloutputschema.md
"""

from __future__ import annotations

from pilotage.connect.exchange.declared import UNLIMITED, Command


def _setting(area: str, cmdlet: str, says: str, *tables: str) -> Command:
    return Command(area, cmdlet, says, ("settings", *tables))


SETTINGS = (
    _setting("accepted_domains", "Get-AcceptedDomain", "Domains that mail is accepted for",
             "domains"),
    _setting("remote_domains", "Get-RemoteDomain", "What may be sent to which outside domain"),
    _setting("transport_config", "Get-TransportConfig", "Mail flow of the organisation"),
    _setting("transport_rule", "Get-TransportRule", "Mail flow rules"),
    _setting("inbound_connectors", "Get-InboundConnector", "Connectors for mail that comes in"),
    _setting("outbound_connectors", "Get-OutboundConnector", "Connectors for mail that goes out"),
    _setting("intra_org_connectors", "Get-IntraOrganizationConnector", "Links to own servers"),
    _setting("org_relationships", "Get-OrganizationRelationship", "Who sees calendars"),
    _setting("org_config", "Get-OrganizationConfig", "Settings of the organisation"),
    _setting("sharing_policy", "Get-SharingPolicy", "With whom calendars are shared"),
    _setting("dkim_config", "Get-DkimSigningConfig", "Which domains sign with DKIM"),
    _setting("external_in_outlook", "Get-ExternalInOutlook", "Mark on mail from outside"),
    _setting("conn_filter", "Get-HostedConnectionFilterPolicy", "Addresses let through or blocked"),
    _setting("admin_audit_log_config", "Get-AdminAuditLogConfig", "Whether changes are recorded"),
    _setting("anti_malware_policies", "Get-MalwareFilterPolicy", "Malware policies"),
    _setting("anti_malware_rules", "Get-MalwareFilterRule", "For whom malware policies hold"),
    _setting("anti_phish_policies", "Get-AntiPhishPolicy", "Phishing policies"),
    _setting("anti_phish_rules", "Get-AntiPhishRule", "For whom phishing policies hold"),
    _setting("hosted_content_filter_policies", "Get-HostedContentFilterPolicy", "Spam policies"),
    _setting("hosted_content_filter_rules", "Get-HostedContentFilterRule",
             "For whom spam policies hold"),
    _setting("protection_policy_rules", "Get-EOPProtectionPolicyRule",
             "For whom the presets of Exchange hold"),
    _setting("atp_policy_rules", "Get-ATPProtectionPolicyRule",
             "For whom the presets of Defender hold"),
    _setting("built_in_protection_rules", "Get-ATPBuiltInProtectionRule",
             "For whom the built-in protection does not hold"),
    _setting("atp_policy_for_o365", "Get-AtpPolicyForO365", "Defender for files"),
    _setting("safe_attachment_policies", "Get-SafeAttachmentPolicy", "Safe Attachments policies"),
    _setting("safe_attachment_rules", "Get-SafeAttachmentRule", "For whom Safe Attachments hold"),
    _setting("safe_links_policies", "Get-SafeLinksPolicy", "Safe Links policies"),
    _setting("safe_links_rules", "Get-SafeLinksRule", "For whom Safe Links hold"),
    Command("smtp_auth_mailboxes", "Get-CASMailbox",
            "Mailboxes that may use SMTP AUTH whatever the organisation says",
            parameters={**UNLIMITED, "Filter": "SmtpClientAuthenticationDisabled -eq $false"},
            properties=("Identity", "PrimarySmtpAddress", "PopEnabled", "ImapEnabled",
                        "SmtpClientAuthenticationDisabled")),
)  # fmt: skip

COMPLIANCE = (
    Command("dlp_compliance_policies", "Get-DlpCompliancePolicy", "Data loss policies",
            compliance=True),
    Command("dlp_compliance_rules", "Get-DlpComplianceRule", "Rules of data loss policies",
            compliance=True),
    Command("protection_alerts", "Get-ProtectionAlert", "Alert policies", compliance=True),
    Command("unified_audit_log_retention_policies", "Get-UnifiedAuditLogRetentionPolicy",
            "How long audit logs are kept", compliance=True),
)  # fmt: skip
"""The same of Security & Compliance PowerShell."""
