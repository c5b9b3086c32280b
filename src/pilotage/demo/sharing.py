"""How the two organisations share with outsiders, as ScubaGear names the settings."""

from __future__ import annotations

import orjson
import polars as pl

from pilotage.demo.sides import TARGET
from pilotage.demo.tenant import PARTNER, Tenant

EXISTING_GUESTS, NEW_GUESTS = 3, 1
SHAREPOINT = {
    "sharingcapability": EXISTING_GUESTS,
    "odbsharingcapability": EXISTING_GUESTS,
    "sharingdomainrestrictionmode": 1,
    "sharingalloweddomainlist": PARTNER,
    "defaultsharinglinktype": 1,
    "defaultlinkpermission": 1,
    "requireanonymouslinksexpireindays": 30,
    "fileanonymouslinktype": 1,
    "folderanonymouslinktype": 1,
    "emailattestationrequired": True,
    "emailattestationreauthdays": 30,
}
TEAMS = {
    "identity": "Global",
    "allowfederatedusers": True,
    "alloweddomains": [f"Domain={PARTNER}"],
    "allowteamsconsumer": False,
    "allowteamsconsumerinbound": False,
}
SLIDERS = ("sharingcapability", "odbsharingcapability")


def sharing(tenant: Tenant) -> pl.DataFrame:
    """Return rows of the table ``settings``; the target's first sliders are open wider."""
    wider = tenant.planted.wider_sharing_settings if tenant.company is TARGET else 0
    areas = {
        "SPO_tenant": SHAREPOINT | dict.fromkeys(SLIDERS[:wider], NEW_GUESTS),
        "federation_configuration": TEAMS,
    }
    rows = [
        (area, tenant.company.name, setting, orjson.dumps(value).decode())
        for area, settings in areas.items()
        for setting, value in settings.items()
    ]
    return pl.DataFrame(rows, schema=["area", "object", "setting", "value"], orient="row")
