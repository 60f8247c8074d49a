"""A form about a call shows number and name masked; what is sent back masked is put in clear on the way to the act.

So the number of a call stands in no page, no draft and no address, and nobody has to type it (R44).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import HttpRequest, QueryDict

from lianxin.law.lamps import Spoken
from lianxin.records.calls import masked_number, number_of
from lianxin.records.people import identity, people_with_phone
from lianxin.vault.errors import VaultError
from lianxin.vault.masking import mask_name
from lianxin.web.acts.answers import Answers, read_answers
from lianxin.web.acts.asked import Asked
from lianxin.web.calls.desk import call_asked, person_asked
from lianxin.web.plain import plain

PAIRS = (("caller_name", "caller_phone"), ("name", "phone"))
"""The fields of a caller's name and number: at intake, and of an act."""

MASKED_NAME = re.compile(r"^\S{1,2}\*\*$")
CHOOSE_AGAIN = Spoken(
    "这是遮蔽的姓名，认不出是谁；请在左侧重新选择来电人，或者填写姓名",
    "This is a masked name, and it is not clear whose: choose the caller again, or write the name",
)
NUMBER_GONE = Spoken(
    "这是遮蔽的号码，来电的号码已经不在；请填写号码",
    "This is a masked number, and the call's own is gone: write the number",
)


def read_called(request: HttpRequest, fields: Iterable[Asked], data: QueryDict) -> Answers:
    """The answers of a form: `values` in clear, `said` as it was sent, masked where it was."""
    clear = unmasked(request, data)
    answers = read_answers(fields, clear)
    for name_field, phone_field in PAIRS:
        for name in (name_field, phone_field):
            if name in answers.said and clear.get(name) != data.get(name):
                answers.said[name] = [plain(text) for text in data.getlist(name)]
        if MASKED_NAME.match(str(answers.values.get(name_field) or "")):
            answers.errors[name_field] = CHOOSE_AGAIN
        if phone_field in answers.said and "*" in clear.get(phone_field, ""):
            answers.errors[phone_field] = NUMBER_GONE
    return answers


def unmasked(request: HttpRequest, data: QueryDict) -> QueryDict:
    """What was sent, with the number of one's own call and the name of a known caller in clear."""
    clear = data.copy()
    for name_field, phone_field in PAIRS:
        name, phone = data.get(name_field, ""), data.get(phone_field, "")
        if "*" in phone:
            clear[phone_field] = phone = _number(request, phone)
        if MASKED_NAME.match(plain(name)):
            clear[name_field] = _name(request, plain(name), phone)
    return clear


def _number(request: HttpRequest, said: str) -> str:
    call = call_asked(request)
    return number_of(call) if call is not None and plain(said) == masked_number(call) else said


def _name(request: HttpRequest, said: str, phone: str) -> str:
    """The one who was chosen, or the only one who can be meant; as it was when that is not clear."""
    try:
        people = people_with_phone(phone)
    except VaultError:
        return said
    meant = {one.pk: name for one in people if mask_name(name := identity(one).name) == said}
    chosen = meant.get(person_asked(request) or 0)
    names = {*meant.values()}
    return chosen or (names.pop() if len(names) == 1 else said)
