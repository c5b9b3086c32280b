import pytest
from connect.exchange.server import Exchange, serving

from pilotage.connect.exchange import KIND
from pilotage.connect.graph.throttle import Clock


class Quick:
    """A clock on which waiting costs nothing."""

    def __init__(self):
        self.moment = 0.0

    def now(self):
        return self.moment

    def sleep(self, seconds):
        self.moment += seconds


def mailbox(name, **more):
    return {
        "ExternalDirectoryObjectId": f"id-{name}",
        "Identity": name,
        "PrimarySmtpAddress": f"{name}@harbour.example",
        "DisplayName": name.title(),
        "RecipientTypeDetails": "UserMailbox",
        "RecipientTypeDetails@data.type": "System.String",
        "EmailAddresses": [f"SMTP:{name}@harbour.example", f"smtp:{name}@quay.example"],
        "EmailAddresses@odata.type": "#Collection(String)",
        "ArchiveStatus": "None",
        "ForwardingAddress": None,
        "ForwardingSmtpAddress": None,
        "GrantSendOnBehalfTo": [],
        "HiddenFromAddressListsEnabled": False,
        "ProhibitSendReceiveQuota": "100 GB (107,374,182,400 bytes)",
        "LitigationHoldEnabled": False,
        "LitigationHoldDate": None,
        "InPlaceHolds": [],
        "DelayHoldApplied": False,
        **more,
    }


def harbour():
    """Three mailboxes of the invented Harbour Foods, who share rights, and a few settings."""
    ana = mailbox("ana", ArchiveStatus="Active", AutoExpandingArchiveEnabled=True)
    ben = mailbox("ben", ForwardingAddress="ana", GrantSendOnBehalfTo=["ana"])
    held = {"LitigationHoldEnabled": True, "LitigationHoldDate": "2025-01-02T00:00:00Z"}
    orders = mailbox("orders", RecipientTypeDetails="SharedMailbox", **held,
                     InPlaceHolds=["UniH7d1d", "mbx9696:1", "-mbx1234:1"])  # fmt: skip
    names = ("ana", "ben", "orders")
    self = {"User": "NT AUTHORITY\\SELF", "AccessRights": ["FullAccess"], "IsInherited": False}
    rights = {("Get-MailboxPermission", f"id-{name}"): [self] for name in names}
    rights["Get-MailboxPermission", "id-orders"] = [
        self,
        {"User": "ana@harbour.example", "AccessRights": ["FullAccess", "ReadPermission"],
         "Deny": False, "IsInherited": False},
    ]  # fmt: skip
    sizes = {
        ("Get-MailboxStatistics", f"id-{name}"): [
            {"TotalItemSize": "1.5 KB (1,536 bytes)", "ItemCount": 3,
             "LastUserActionTime": "2026-01-02T03:04:05Z"}
        ]
        for name in names
    }  # fmt: skip
    return Exchange(
        {
            "Get-Mailbox": [ana, ben, orders],
            "Get-RecipientPermission": [
                {"Identity": "orders", "Trustee": "ben@harbour.example",
                 "AccessControlType": "Allow", "AccessRights": ["SendAs"], "IsInherited": False}
            ],
            "Get-RemoteDomain": [
                {"Identity": "Default", "DomainName": "*", "AutoForwardEnabled": True}
            ],
            "Get-AcceptedDomain": [
                {"Identity": "harbour.example", "DomainName": "harbour.example", "Default": True}
            ],
            "Get-TransportConfig": [
                {"Name": "Transport Settings", "SmtpClientAuthenticationDisabled": True}
            ],
            "Get-CASMailbox": [
                {"Identity": "ben", "PrimarySmtpAddress": "ben@harbour.example",
                 "SmtpClientAuthenticationDisabled": False, "PopEnabled": True, "Other": 1}
            ],
        },
        rights | sizes,
    )  # fmt: skip


@pytest.fixture
def exchange():
    return harbour()


@pytest.fixture
def source(exchange, tmp_path):
    with serving(exchange, tmp_path) as settings:
        made = KIND.open(settings)
        quick = Quick()
        made.clock, made.seed = Clock(quick.now, quick.sleep), 1
        yield made
