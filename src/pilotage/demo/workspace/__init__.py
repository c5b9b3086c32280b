"""The demo workspace: an invented provider, its people, and the migrations of its clients."""

from pilotage.demo.workspace.cast import Client, Person, Workspace, brightlane
from pilotage.demo.workspace.exports import exports

__all__ = ["WORKSPACES", "Client", "Person", "Workspace", "brightlane", "exports"]

WORKSPACES = {"brightlane": brightlane}
"""What reads each workspace, by its name."""
