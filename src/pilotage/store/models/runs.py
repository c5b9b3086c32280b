"""What was computed, and when: a run never changes, so any day can be shown again."""

from __future__ import annotations

from django.db import models

from pilotage.store.models.clients import Engagement


class Run(models.Model):
    """One walk from what was read to findings and plan, as of ``at``.

    ``number`` counts the runs of an engagement. ``kind`` is ``whole`` where everything was judged
    anew and ``plan`` where only the plan was; ``by`` is who asked for it. ``folder`` holds the
    rows that are too many for a database, as Parquet, seen from the engagement's folder.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="runs")
    number = models.IntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=20, default="whole")
    by = models.CharField(max_length=200)
    word = models.CharField(max_length=20, blank=True)
    folder = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("engagement", "number")
        constraints = (
            models.UniqueConstraint(fields=("engagement", "number"), name="run_by_number"),
        )
        indexes = (models.Index(fields=("engagement", "at")),)

    def __str__(self) -> str:
        return f"run {self.number} of {self.engagement}"


class Section(models.Model):
    """A named part of a run, kept as the document of its dataclass."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=40)
    document = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("run", "name"), name="section_by_name"),)

    def __str__(self) -> str:
        return f"{self.name} of {self.run}"


class FoundRow(models.Model):
    """A finding of a run; ``sample`` holds the first rows of its evidence, ``rows`` counts all."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings")
    position = models.IntegerField()
    check_id = models.CharField(max_length=120)
    area = models.CharField(max_length=20)
    side = models.CharField(max_length=12)
    outcome = models.CharField(max_length=12)
    severity = models.IntegerField()
    basis = models.CharField(max_length=10)
    applies = models.BooleanField(default=True)
    subject = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    says = models.TextField()
    fix = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    frameworks = models.JSONField(default=list)
    rows = models.IntegerField(default=0)
    sample = models.JSONField(default=list)

    class Meta:
        ordering = ("run", "position")
        indexes = (
            models.Index(fields=("run", "area", "outcome")),
            models.Index(fields=("run", "check_id")),
        )

    def __str__(self) -> str:
        return f"{self.check_id}: {self.outcome}"


class MemberRow(models.Model):
    """A person or other unit in a wave of a run, and whether it is ready.

    ``rank`` orders the worst first inside a wave: 0 not ready, 1 unknown, 2 ready, 3 not judged.
    ``blocking`` lists the items that are open, ``because`` one sentence for each.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="members")
    wave = models.IntegerField()
    unit = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=300)
    department = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=12)
    rank = models.IntegerField()
    blocking = models.JSONField(default=list)
    because = models.JSONField(default=list)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("run", "wave", "rank", "name", "unit")
        indexes = (
            models.Index(fields=("run", "wave", "rank", "name")),
            models.Index(fields=("run", "unit")),
        )

    def __str__(self) -> str:
        return f"{self.name} in wave {self.wave}"
