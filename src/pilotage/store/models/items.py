"""What people agreed, decided and signed: values kept as documents, with columns to filter by."""

from __future__ import annotations

from django.db import models

from pilotage.store.models.clients import Engagement


class Item(models.Model):
    """One value of an engagement, such as a person, a decision or a deviation.

    ``kind`` says which dataclass the document is (``store.kinds``). ``version`` counts its
    changes: who saves an older one is told what changed in between. ``state``, ``owner``,
    ``title``, ``due_on`` and ``ends_on`` repeat what screens filter by.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    position = models.IntegerField(default=0)
    version = models.IntegerField(default=1)
    document = models.JSONField()
    title = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=30, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("kind", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=("engagement", "kind", "key"), name="item_by_key"),
        )
        indexes = (
            models.Index(fields=("engagement", "kind", "state")),
            models.Index(fields=("kind", "due_on")),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Standard(models.Model):
    """A version of a named set of checks that a provider holds its clients to."""

    name = models.CharField(max_length=100)
    version = models.IntegerField()
    document = models.JSONField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=200)

    class Meta:
        ordering = ("name", "version")
        constraints = (
            models.UniqueConstraint(fields=("name", "version"), name="standard_by_version"),
        )

    def __str__(self) -> str:
        return f"{self.name} version {self.version}"
