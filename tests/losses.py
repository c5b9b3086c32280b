"""The protection against loss of data of a tenant, as an export has it: healthy, to be broken."""

SSN = {"name": "U.S. Social Security Number (SSN)", "mincount": "1"}
TYPES = [
    {"name": "Credit Card Number", "mincount": "1"},
    {"name": "U.S. Individual Taxpayer Identification Number (ITIN)", "mincount": "1"},
    SSN,
]
RULE = {
    "Name": "Personal data",
    "ParentPolicyName": "Personal data everywhere",
    "Disabled": False,
    "BlockAccess": True,
    "BlockAccessScope": "All",
    "NotifyUser": ["LastModifier"],
    "ContentContainsSensitiveInformation": TYPES,
    "AdvancedRule": None,
}
POLICY = {
    "Name": "Personal data everywhere",
    "Mode": "Enable",
    "Enabled": True,
    "ExchangeLocation": ["All"],
    "SharePointLocation": ["All"],
    "OneDriveLocation": ["All"],
    "TeamsLocation": ["All"],
    "EndpointDlpLocation": ["All"],
}
