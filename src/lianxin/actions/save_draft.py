"""存草稿 · Save a draft."""

from __future__ import annotations

import json

from lianxin.actions._door import Door
from lianxin.records.drafts import Words, purpose_of
from lianxin.records.models import RequestKey, UnsentForm
from lianxin.records.people import vault


def save_draft(door: Door, *, form: str, slot: str, words: Words) -> bool:
    """Keeps a form as its writer leaves it, in place of what was kept before; False once the form was handed in.

    The door's request key is the form's own: the browser may be late with words that were accepted meanwhile.
    Unsent words are no event: nobody has said them yet.
    """
    if door.actor.staff is None:
        raise ValueError("only members of staff fill in forms here")
    if RequestKey.objects.filter(actor=door.actor.key, key=door.request_key).exists():
        return False
    safe, key = vault(), vault().new_data_key()
    sealed = safe.encrypt_text(key, json.dumps(words, ensure_ascii=False), purpose_of(door.actor.staff, form, slot))
    UnsentForm.objects.update_or_create(
        staff_id=door.actor.staff,
        form=form,
        slot=slot,
        defaults={"request_key": door.request_key, "wrapped_key": key, "words_ct": sealed, "saved_at": door.now},
    )
    return True
