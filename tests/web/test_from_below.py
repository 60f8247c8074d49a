"""A unit's feedback begins with what its delegate has fed back to it (Art. 13, 24)."""

from __future__ import annotations

from lianxin.law.decisions.feedback import Result
from lianxin.law.words import CorrectionGround, Outcome, TextKind
from lianxin.records.texts import newest_texts
from tests.web.forms import FormReader, fill
from tests.web.town import CLERK, EXAMINER, SUB_CLERK, SUB_UNIT, Story, Town

FINDINGS, MEASURES = "已到现场，灯杆基座断裂。", "灯杆已订购，到货即安装。"
TAKEN = "已填入下级单位反馈的内容：市城市照明管理处"


def passed_up(town: Town) -> Story:
    """The delegate has told the host what it found."""
    story = town.received().replied().do(CLERK, "delegate", unit=town.units[SUB_UNIT], instruction="请先核实。")
    result = Result(outcome=Outcome.CONSTRAINED, findings=FINDINGS, measures=MEASURES)
    return story.do(SUB_CLERK, "sign").do(SUB_CLERK, "feed_back", result=result)


def form(town: Town, username: str, story: Story) -> str:
    return town.client(username).get(f"/orders/{story.number}/act/feed_back").content.decode()


def chosen(page: str, name: str) -> list[str]:
    return FormReader(page).controls[name].chosen


def test_what_the_delegate_said_stands_in_the_form_under_its_name(town: Town) -> None:
    page = form(town, CLERK, passed_up(town))
    assert TAKEN in page
    assert f"{FINDINGS}</textarea>" in page
    assert f"{MEASURES}</textarea>" in page
    assert chosen(page, "outcome") == [Outcome.CONSTRAINED.value]


def test_the_host_changes_it_and_what_it_says_is_its_own(town: Town) -> None:
    story = passed_up(town)
    data = fill(form(town, CLERK, story), outcome="done", findings="灯杆已更换，路灯已亮。")
    assert town.client(CLERK).post(f"/orders/{story.number}/act/feed_back", data).status_code == 302
    assert newest_texts(story.id, (TextKind.FINDINGS,)) == {TextKind.FINDINGS: "灯杆已更换，路灯已亮。"}


def test_nothing_is_taken_over_where_nobody_below_has_spoken(town: Town) -> None:
    page = form(town, CLERK, town.received().replied())
    assert "已填入" not in page
    assert chosen(page, "outcome") == []


def test_what_was_returned_to_the_delegate_stands_in_no_form(town: Town) -> None:
    story = passed_up(town)
    (below,) = (row.serial for row in story.order.assignments.all() if row.unit_id == town.units[SUB_UNIT])
    story.do(CLERK, "return_for_correction", assignment=below, reason="请补充照片。")
    page = form(town, SUB_CLERK, story)
    assert "已填入" not in page
    assert FINDINGS not in page
    result = Result(outcome=Outcome.DONE, findings="照片已补充，路灯已亮。")
    story.do(SUB_CLERK, "feed_back", result=result)
    page = form(town, CLERK, story)
    assert "照片已补充，路灯已亮。</textarea>" in page
    assert FINDINGS not in page
    assert chosen(page, "outcome") == [Outcome.DONE.value]


def test_after_its_own_feedback_the_units_words_are_no_more_the_delegates(town: Town) -> None:
    story = passed_up(town).do(CLERK, "feed_back", result=Result(outcome=Outcome.DONE, findings="路灯已亮。"))
    story.do(EXAMINER, "return_for_correction", reason="请写明时间。", grounds=(CorrectionGround.DATE,))
    page = form(town, CLERK, story)
    assert "已填入" not in page
    assert FINDINGS not in page
