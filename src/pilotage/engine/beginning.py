"""Begin a migration: its engagement in the records, and its folder with an engagement file."""

from __future__ import annotations

from pathlib import Path

from pilotage.coordinate.outline import Outline
from pilotage.facts.actor import Actor
from pilotage.facts.errors import InputError
from pilotage.facts.stage import Stage
from pilotage.store.across import all_engagements
from pilotage.store.clients import add_engagement, folder_of, move_to_stage
from pilotage.store.engagement import NAME
from pilotage.store.engagement_file import engagement_toml
from pilotage.store.home import write_file
from pilotage.store.kinds import slug
from pilotage.store.models import Engagement


def begin(proposed: Outline, home: Path, by: Actor) -> Engagement:
    """Return the new engagement, a draft; its folder waits for exports.

    Raises:
        InputError: the client has a migration of that name.
    """
    migration = proposed.engagement.migration
    name = f"{slug(migration.client)[:60]}/{slug(migration.name)[:60]}"
    if name in map(str, all_engagements()):
        raise InputError(f"{name} is there already", fix="Choose another name.")
    made = add_engagement(proposed.engagement, by)
    move_to_stage(made, Stage.DRAFT, by)
    folder = folder_of(made, home)
    for side in ("source", "target"):
        (folder / side).mkdir(parents=True, exist_ok=True)
    write_file(folder / NAME, engagement_toml(proposed.engagement))
    return made
