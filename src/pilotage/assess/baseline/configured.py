"""What ScubaGear was told about an organisation: its configuration travels in the export.

Source: https://github.com/cisagov/ScubaGear/blob/main/docs/configuration/configuration.md
"""

from __future__ import annotations

from datetime import date

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


def omitted(export: Export, policy: str) -> str:
    """Return why ``policy`` was marked as not applicable, or an empty string.

    ScubaGear's OmitPolicy says so, with a rationale and perhaps a last day. Without a reason it
    does not count; nor does it once the last day had come when the settings were read.
    """
    place = f"omitpolicy.{policy.lower()}"
    for thing in export.objects(CONFIGURATION):
        why, until = (texts(thing, f"{place}.{key}") for key in ("rationale", "expiration"))
        if why and not _over(until, export.snapshot.taken_at.date()):
            return why[0].strip().rstrip(".")
    return ""


def _over(until: list[str], today: date) -> bool:
    """Tell whether the first day of ``until`` has come; one that is no day has."""
    try:
        return any(date.fromisoformat(day.strip()) <= today for day in until)
    except ValueError:
        return True
