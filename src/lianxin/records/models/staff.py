"""The people who work with the hotline, and in which office of which unit each one acts."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, UniqueConstraint

from lianxin.law.words import Role, SubjectKind
from lianxin.records.fields import code_text, known_words, word
from lianxin.records.models.chained import Chained


class StaffManager(BaseUserManager["Staff"]):
    """Finds staff by user name; accounts are made by an action, never here."""


class Staff(AbstractBaseUser, Chained):
    """An account. `number` is the one callers hear; `is_demo` marks accounts with which production refuses to start."""

    SUBJECT = SubjectKind.STAFF
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    username = code_text(unique=True)
    display_name = models.TextField()
    number = code_text(blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    objects = StaffManager()

    class Meta:
        db_table = "staff"


class StaffRole(models.Model):
    """One office a person holds in one unit, from one day until another (exclusive; null: until further notice)."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="roles")
    role = word(Role)
    unit = models.ForeignKey("Unit", models.PROTECT, null=True, related_name="offices")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    substitute = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        db_table = "staff_role"
        constraints = [
            *known_words("staff_role", role=Role),
            UniqueConstraint(fields=["staff", "role", "unit", "valid_from"], name="staff_role_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="staff_role_ends_later"
            ),
        ]
