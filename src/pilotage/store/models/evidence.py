"""Files that people hand in as evidence; the bytes lie in the engagement's folder."""

from __future__ import annotations

from django.db import models

from pilotage.store.models.clients import Engagement


class EvidenceFile(models.Model):
    """A file with its digest; ``kind`` and ``key`` name the item that it proves."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size_bytes = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    handed_in_by = models.CharField(max_length=200)
    handed_in_at = models.DateTimeField()

    class Meta:
        ordering = ("-handed_in_at", "id")

    def __str__(self) -> str:
        return self.name
