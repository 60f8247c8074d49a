"""Forms follow the acts: whatever an act asks for has words in both languages, and a rule names only what is there."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import pytest

from lianxin import actions
from lianxin.law.duties import BY_ACTION
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import REASONS
from lianxin.law.transitions import ROWS
from lianxin.law.words import Role
from lianxin.web.acts import apart_table, consequences, form, intake, intake_layout, misplaced
from lianxin.web.acts.choices import OVERLAYS
from lianxin.web.acts.field_order import ORDER
from lianxin.web.acts.fields import FIELDS, field_of
from lianxin.web.acts.fitting import SEVERAL_IN_ONE
from lianxin.web.acts.many import TOGETHER
from lianxin.web.acts.signature import APART, FORMS, SAID_BY_THE_PAGE, Kind, arguments, parameters, parameters_of

ASKING = (*FORMS, *SEVERAL_IN_ONE, "reveal", *apart_table.ACTS)
MIXED = re.compile("[\u3400-\u9fff\u3000-\u303f\uff00-\uffef][,;:?!()]|[,;:?!()][\u3400-\u9fff]")
CROWDED = re.compile("[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]")

every_form = pytest.mark.parametrize("action", ASKING)


def test_every_act_of_an_office_has_a_form_or_a_page_of_its_own() -> None:
    people = set(Role) - {Role.SYSTEM, Role.CALLER}
    done_by_people = {row.action for row in ROWS if people & set(BY_ACTION[row.action].roles)}
    assert done_by_people == set(FORMS) | APART


def test_every_form_belongs_to_an_act_that_exists() -> None:
    assert [action for action in FORMS if action not in actions.ACTIONS] == []


@every_form
def test_everything_an_act_asks_for_is_said_in_both_languages(action: str) -> None:
    for parameter in parameters(action):
        label = field_of(action, parameter.name).label
        assert label.zh, parameter.name
        assert label.en, parameter.name


@every_form
def test_a_field_hangs_on_fields_of_the_same_form(action: str) -> None:
    names = {one.name for one in parameters(action)}
    for name in names:
        above = field_of(action, name).shown_when.partition("=")[0]
        assert not above or above in names, f"{action}.{name} hangs on {above}"
    assert set(ORDER.get(action, ())) <= names


def test_no_word_is_left_over() -> None:
    used = {f"{action}.{one.name}" for action in ASKING for one in parameters(action)}
    plain = {name.split(".")[1] for name in used}
    assert sorted(name for name in FIELDS if name not in used and name not in plain) == []


def test_every_act_on_a_request_says_which_requests() -> None:
    asking = {
        action for action in (*FORMS, *SEVERAL_IN_ONE) if any(one.kind is Kind.OVERLAY for one in parameters(action))
    }
    assert asking == set(OVERLAYS)


def test_a_missing_word_is_named() -> None:
    with pytest.raises(KeyError, match=r"sign\.colour: no label; add a row"):
        field_of("sign", "colour")


def test_a_parameter_no_form_can_ask_for_is_named() -> None:
    def paint(*, colour: complex) -> None:
        """Asks for something that cannot be typed."""

    with pytest.raises(TypeError, match="colour: no form can ask for"):
        parameters_of(paint)


@every_form
def test_what_is_asked_leads_back_to_the_arguments_of_the_act(action: str) -> None:
    act = actions.ACTIONS[action]
    given = arguments(act, {}, frozenset())
    asked_for = set(inspect.signature(act).parameters) - {"door", "order"}
    assert set(given) == asked_for - {name for of, name in SAID_BY_THE_PAGE if of == action}


def test_acts_done_together_ask_nothing_of_a_single_order() -> None:
    rows = {Kind.CALLER, Kind.CALLERS, Kind.PERSON, Kind.OVERLAY, Kind.ASSIGNMENT, Kind.CLOCKS}
    assert set(FORMS) >= TOGETHER
    for action in TOGETHER:
        assert not rows & {one.kind for one in parameters(action)}, action


def test_refusals_are_placed_at_fields_that_exist() -> None:
    names = {one.name for action in ASKING for one in parameters(action)}
    names |= {f"{action}_{one.name}" for action in intake.DISPOSITIONS for one in parameters(action)}
    assert set(misplaced.FIELD_OF) <= set(REASONS)
    for fields in misplaced.FIELD_OF.values():
        assert set(fields) <= names, fields


def test_destructive_acts_and_introductions_belong_to_forms() -> None:
    assert set(FORMS) >= form.DESTRUCTIVE
    assert set(form.INTRODUCTIONS) <= set(FORMS)


def said() -> Iterator[Spoken]:
    """Every text of the forms that is not in a template."""
    for field in FIELDS.values():
        yield from (field.label, field.help, field.yes, field.no, field.blank)
    yield from form.INTRODUCTIONS.values()
    yield from consequences.DESKS.values()
    yield from intake_layout.SHORT.values()


def test_chinese_words_of_forms_have_chinese_punctuation() -> None:
    assert [one.zh for one in said() if MIXED.search(one.zh) or CROWDED.search(one.zh)] == []


def test_every_chinese_word_of_forms_has_an_english_one() -> None:
    assert [one.zh for one in said() if bool(one.zh) is not bool(one.en)] == []
