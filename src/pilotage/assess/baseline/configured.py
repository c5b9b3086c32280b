"""What ScubaGear was told about an organisation: its configuration travels in the export.

Source: https://github.com/cisagov/ScubaGear/blob/main/docs/configuration/configuration.md
"""

from __future__ import annotations

from pilotage.assess.baseline import Export, texts

CONFIGURATION = "scuba_config"


def configured(export: Export, policy: str, name: str) -> frozenset[str]:
    """Return the texts that ``name`` lists for ``policy``, in lower case; none if it says nothing.

    ``policy`` is a public id with version; a name inside another is written with a dot. A list
    that stands right below the product is for all policies of the product.
    """
    end, shared = f".{policy}.{name}".lower(), name.lower()
    return frozenset(
        text.strip().lower()
        for thing in export.objects(CONFIGURATION)
        for key in thing
        if f".{key}".endswith(end) or key.partition(".")[2] == shared
        for text in texts(thing, key)
    )
