"""Who can be given an order, where in the city it stands, and what the catalogue says of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from lianxin.law.words import DispatchGround, DivisionKind, LegalRole, RequestType, SubjectKind, UnitKind
from lianxin.records.fields import code_text, known_words, moment_or_none, word
from lianxin.records.models.chained import Chained


class Division(models.Model):
    """A district, street, community … of the city, by its code.

    `managed_by` is the unit that manages it where its district does not: place and managing authority are two things.
    """

    code = models.TextField(primary_key=True, db_collation="C")
    kind = word(DivisionKind)
    name_zh = models.TextField()
    name_en = models.TextField(blank=True)
    level = models.SmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    managed_by = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        db_table = "division"
        constraints = known_words("division", kind=DivisionKind)


class Topic(models.Model):
    """What a matter is about, by its code ('01', below it '0101'); `initials` are those of the pinyin."""

    code = models.TextField(primary_key=True, db_collation="C")
    name_zh = models.TextField()
    name_en = models.TextField(blank=True)
    initials = code_text(blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    class Meta:
        db_table = "topic"


class Unit(Chained):
    """A body that works with the hotline: the facts the law asks for (`law.actors.UnitFacts`) and its names.

    `initials` are those of the pinyin, the key by which lists are sorted and found.
    """

    SUBJECT = SubjectKind.UNIT

    code = code_text()
    kind = word(UnitKind)
    legal_role = word(LegalRole)
    level = models.SmallIntegerField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="units")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    name_zh = models.TextField()
    name_en = models.TextField(blank=True)
    initials = code_text(blank=True)
    head_position = models.TextField(blank=True)

    class Meta:
        db_table = "unit"
        constraints = [
            UniqueConstraint(fields=["code"], name="unit_code"),
            *known_words("unit", kind=UnitKind, legal_role=LegalRole),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="unit_level_1_to_5"),
        ]
        indexes = [Index(fields=["initials"], name="unit_initials")]


class CatalogueVersion(Chained):
    """One edition of the dispatch catalogue (派单目录); assignments name the edition and row they followed.

    A draft has no day yet from which it is in force; until then its rows may change, and never after. One that was
    thrown away has no rows and is shown nowhere; its row stays, for its chain of events hangs on it.
    """

    SUBJECT = SubjectKind.CATALOGUE

    version = code_text()
    in_force_from = models.DateField(null=True)
    discarded_at = moment_or_none()

    class Meta:
        db_table = "catalogue_version"
        constraints = [
            UniqueConstraint(fields=["version"], name="catalogue_version_once"),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True) | Q(discarded_at__isnull=True), name="catalogue_version_kept"
            ),
        ]


class CatalogueRow(models.Model):
    """Which unit a topic goes to: in a division, for a type of request, or, where these are null, always.

    `basis` cites why, `ground` says by which of its grounds.
    """

    catalogue = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="rows")
    code = code_text()
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+")
    division = models.ForeignKey(Division, models.PROTECT, null=True, related_name="+")
    request_type = word(RequestType, null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="catalogue_rows")
    ground = word(DispatchGround)
    basis = code_text(blank=True)

    class Meta:
        db_table = "catalogue_row"
        constraints = [
            UniqueConstraint(fields=["catalogue", "code"], name="catalogue_row_code"),
            *known_words("catalogue_row", request_type=RequestType, ground=DispatchGround),
        ]
        indexes = [Index(fields=["catalogue", "topic"], name="catalogue_row_topic")]
