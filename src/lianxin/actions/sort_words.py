"""归类意见 · Sort what was written."""

from __future__ import annotations

from collections.abc import Sequence

from lianxin.actions._consultations import act_on_consultation
from lianxin.actions._door import Door
from lianxin.actions._subjects import Decided, SubjectDone
from lianxin.law.by import By
from lianxin.law.decisions import consultation as law
from lianxin.law.refusals import Refused
from lianxin.records.consultations import facts_of
from lianxin.records.models import Consultation, ConsultationTheme, ConsultationWords

LONGEST_THEME = 40


def sort_words(door: Door, *, consultation: int, words: int, themes: Sequence[int], named: str = "") -> SubjectDone:
    """One text gets these themes, and one more that is `named` for the first time; those it had before go (Art. 37)."""

    def decide(row: Consultation, by: By) -> Decided:
        law.check(facts_of(row), by, "sort_words")
        text = ConsultationWords.objects.filter(pk=words, answer__consultation=row, content__isnull=False).first()
        known = set(ConsultationTheme.objects.filter(consultation=row).values_list("id", flat=True))
        if text is None or not {*themes} <= known:
            raise Refused("consultation_unknown")
        chosen = {*themes} | _named(row, named)
        text.themes, text.sorted_by_id, text.sorted_at = sorted(chosen), by.actor.staff, by.now
        text.save(update_fields=["themes", "sorted_by", "sorted_at"])
        return Decided(told={"words": text.pk, "themes": text.themes})

    asked = {"words": words, "themes": list(themes), "named": named}
    return act_on_consultation(door, "sort_words", consultation, decide, asked)


def _named(row: Consultation, name: str) -> set[int]:
    """The theme of this name, which begins with it where there is none."""
    name = name.strip()[:LONGEST_THEME]
    if not name:
        return set()
    return {ConsultationTheme.objects.get_or_create(consultation=row, name=name)[0].pk}
