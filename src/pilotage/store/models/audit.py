"""The audit log: append-only, each entry sealed with the hash of the one before.

The database refuses to change or delete an entry (triggers in the migrations).
"""

from __future__ import annotations

from django.db import models

from pilotage.store.models.clients import Client, Engagement


class Chain(models.Model):
    """The end of a chain of entries: one chain per client, and one (no client) for the house."""

    client = models.OneToOneField(Client, on_delete=models.PROTECT, null=True)
    name = models.CharField(max_length=60, unique=True)
    number = models.IntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"chain {self.name}"


class Entry(models.Model):
    """One change of state: who, when, what, before, after, from where.

    ``kind`` and ``key`` name the object; ``before`` and ``after`` are its documents as JSON text,
    kept to the letter because the hash covers them; None where it was not there. ``source`` is
    ``cli``, ``api``, ``worker`` or an address of the network.
    """

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    number = models.IntegerField()
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, null=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=200)
    did = models.CharField(max_length=60)
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    before = models.TextField(null=True)
    after = models.TextField(null=True)
    source = models.CharField(max_length=60)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("chain", "number")
        constraints = (models.UniqueConstraint(fields=("chain", "number"), name="entry_by_number"),)
        indexes = (
            models.Index(fields=("engagement", "kind", "key", "number")),
            models.Index(fields=("engagement", "at")),
        )

    def __str__(self) -> str:
        return f"{self.number}: {self.who} {self.did} {self.kind} {self.key}"
