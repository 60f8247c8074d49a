"""A citizen follows a matter on the web: what opens at which level, and nothing to anybody else (R47, R65)."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from lianxin import actions
from lianxin.actions import CallerEntry
from lianxin.jobs.deliver import deliver
from lianxin.jobs.turn import Turn
from lianxin.law.numbers import format_number
from lianxin.law.words import Channel, Grade, OrderState, OverlayKind, RatingWay, RequestType, Solved, TextKind
from lianxin.messaging.port import Message
from lianxin.records.models import Event, OneTimeCode, OrderCaller, OrderText, Overlay, Rating, Staff, WorkOrder
from tests.web.town import AGENT, CLERK, EXAMINER, HEAD, HOST, Story, Town

NAMELESS = CallerEntry(anonymous=True)
UNKNOWN, NEVER_GIVEN = (format_number(dt.date(2024, 1, 5), serial) for serial in (42, 43))
_numbers = itertools.count(1)
GOOD = {"contacted": "yes", "solved": "yes", "grade_result": "satisfied", "grade_attitude": "fair", "key": "a1"}


class Pocket:
    """A telephone that keeps what comes to it."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def send(self, message: Message) -> None:
        """It arrives."""
        self.messages.append(message)

    def take(self) -> str:
        """The one-time code of the last message."""
        deliver(timezone.now() + dt.timedelta(seconds=1), Turn(), self)
        last = [one for one in self.messages if one.template == "one_time_code"][-1]
        found = re.search(r"验证码 (\d{6})", last.body)
        assert found is not None
        return found[1]


class Citizen:
    """A browser in which nobody signs in."""

    def __init__(self) -> None:
        self.browser, self.pocket = Client(), Pocket()

    def ask(self, number: str, code: str) -> Any:
        return self.browser.post("/portal/follow/", {"number": number, "query_code": code})

    def page(self, number: str, part: str = "") -> str:
        answer = self.browser.get(f"/portal/follow/{number}/{part}")
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def post(self, number: str, part: str, **said: Any) -> Any:
        return self.browser.post(f"/portal/follow/{number}/{part}", said)

    def prove(self, number: str) -> None:
        """Has a code sent and types it in."""
        assert self.post(number, "send").status_code == 302
        answer = self.post(number, "code", code=self.pocket.take())
        assert (answer.status_code, answer["Location"]) == (302, f"/portal/follow/{number}/")


@pytest.fixture(autouse=True)
def outbox(tmp_path: Path) -> Any:
    """An installation that can send: into its outbox."""
    with override_settings(DATA=tmp_path, EMAIL_HOST=""):
        yield


def somebody(**more: Any) -> CallerEntry:
    """A caller with a telephone of their own."""
    return CallerEntry(name="王小明", phone=f"138{next(_numbers):04d}5621", **more)


def received(town: Town, **more: Any) -> Story:
    """A matter of somebody who can be reached."""
    return town.received(**{"caller": somebody(), **more})


def code_of(story: Story, caller: int = 1) -> str:
    """A query code that its caller knows."""
    done = actions.renew_query_code(story.door(AGENT), order=story.id, caller=caller)
    return done.query_codes[0].code


def following(story: Story, *, verified: bool = False) -> Citizen:
    citizen = Citizen()
    answer = citizen.ask(story.number, code_of(story))
    assert (answer.status_code, answer["Location"]) == (302, f"/portal/follow/{story.number}/")
    if verified:
        citizen.prove(story.number)
    return citizen


def other(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}d}"


# ---- number and query code -------------------------------------------------------------------------------------------


def test_number_and_code_open_state_and_date_with_its_computation(town: Town) -> None:
    story = received(town).replied()
    page = following(story).page(story.number)
    assert "已答复，请您核实" in page
    assert "时限怎样算出" in page
    assert "当日不计入" in page
    computed = re.search(r'<details class="how">.*?</details>', page, re.DOTALL)
    assert computed is not None
    assert "到期：当日 24:00 前" in computed[0]
    assert not re.search(r"\d{4}-\d\d-\d\d", re.sub(r"<[^>]*>", "", computed[0]))  # people do not read dates so
    assert "已交给" in page
    for hidden in ("已维修，请您核实", "柳岸小区", "王小明", "5621"):
        assert hidden not in page.replace("138 **** 5621", "")
    assert "请您评价" not in page


@pytest.mark.parametrize("kind", ["hyphens away", "full width", "spaces"])
def test_number_and_code_are_read_as_people_type_them(town: Town, kind: str) -> None:
    story = received(town)
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    code = code_of(story)
    typed = {
        "hyphens away": story.number.replace("-", ""),
        "full width": story.number.translate(wide),
        "spaces": story.number.replace("-", " "),
    }[kind]
    answer = Citizen().ask(typed, f" {code[:3]} {code[3:]}")
    assert answer["Location"] == f"/portal/follow/{story.number}/"


def test_a_wrong_last_digit_is_said_and_nothing_is_tried(town: Town) -> None:
    story = received(town)
    wrong = f"{story.number[:-1]}{(int(story.number[-1]) + 1) % 10}"
    answer = Citizen().ask(wrong, "123456")
    assert answer.status_code == 422
    assert "编号最后一位不对" in answer.content.decode()
    assert wrong in answer.content.decode(), "what was typed stays"


def same(answer: HttpResponse, number: str = "-") -> tuple[int, str]:
    """An answer without what differs from page to page."""
    page = answer.content.decode().replace(number, "NUMBER")
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_an_unknown_number_and_a_wrong_code_get_the_same_answer(town: Town) -> None:
    story = received(town)
    code = code_of(story)
    unknown = UNKNOWN
    answers = []
    for number in (story.number, unknown):
        citizen = Citizen()
        tries = [same(citizen.ask(number, other(code)), number) for _ in range(6)]
        assert [status for status, _ in tries] == [422] * 5 + [429]
        answers.append(tries)
    assert answers[0] == answers[1]
    assert Citizen().ask(story.number, code).status_code == 429, "not even the right one is looked at"


def test_a_visit_opens_no_other_matter_and_ends_with_the_code(town: Town) -> None:
    story, another = received(town).replied(), received(town).replied()
    citizen = following(story, verified=True)
    kept = citizen.browser.cookies["visit"]
    assert kept["path"] == f"/portal/follow/{story.number}/"
    assert kept["httponly"]
    stranger = Client()
    stranger.cookies["visit"] = kept.value
    for part in ("", "code", "act/withdraw", "file/1"):
        answer = stranger.get(f"/portal/follow/{another.number}/{part}")
        assert (answer.status_code, answer["Location"]) == (302, "/portal/follow/?again")
    assert "已维修" in citizen.page(story.number)
    code_of(story)
    assert citizen.browser.get(f"/portal/follow/{story.number}/").status_code == 302, "renewed: the visit is void"


def test_what_was_written_for_too_long_is_shown_and_not_lost(town: Town) -> None:
    story = received(town).signed()
    citizen = following(story, verified=True)
    code_of(story)  # as after two hours: the visit is void
    answer = citizen.post(story.number, "act/supplement", said="三号楼前的那盏也坏了。")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "三号楼前的那盏也坏了。" in page
    assert "请重新输入编号和查询码" in page
    assert answer["Cache-Control"] == "no-store" or "no-store" in answer["Cache-Control"]
    assert citizen.post(story.number, "act/supplement", said=" ").status_code == 302


def test_a_visit_ends_by_leaving_and_by_time(town: Town) -> None:
    story = received(town)
    citizen = following(story)
    kept = citizen.browser.cookies["visit"].value
    answer = citizen.post(story.number, "leave")
    assert answer["Location"] == "/portal/follow/?left"
    assert citizen.browser.get(f"/portal/follow/{story.number}/").status_code == 302
    citizen = Citizen()
    citizen.browser.cookies["visit"] = kept
    assert citizen.browser.get(f"/portal/follow/{story.number}/").status_code == 200
    with pytest.MonkeyPatch.context() as patch:
        late = timezone.now() + dt.timedelta(minutes=121)
        patch.setattr("lianxin.web.shell.timezone.now", lambda: late)
        answer = Client(headers={"cookie": f"visit={kept}"}).get(f"/portal/follow/{story.number}/")
    assert answer.status_code == 302


# ---- the one-time code -----------------------------------------------------------------------------------------------


def test_the_one_time_code_opens_what_is_theirs(town: Town) -> None:
    story = received(town).replied()
    page = following(story, verified=True).page(story.number)
    assert "已维修，请您核实" in page
    assert "柳岸小区北门路灯不亮" in page
    assert "请您评价" in page
    row = OneTimeCode.objects.get(order=story.id)
    assert row.code_ct is None, "gone once it was sent"
    assert row.used_at is not None
    event = Event.objects.get(subject_id=story.id, name="send_one_time_code")
    assert (event.actor_role, event.payload) == ("caller", {"caller": 1, "changes": {}})


def test_the_page_names_the_contact_masked_only(town: Town) -> None:
    caller = somebody()
    story = received(town, caller=caller)
    page = following(story).page(story.number)
    assert "138 **** 5621" in page
    assert caller.phone not in page


def test_five_tries_then_another_code(town: Town) -> None:
    story = received(town).replied()
    citizen = following(story)
    citizen.post(story.number, "send")
    code = citizen.pocket.take()
    for _ in range(5):
        assert citizen.post(story.number, "code", code=other(code)).status_code == 422
    assert citizen.post(story.number, "code", code=code).status_code == 422
    citizen.prove(story.number)
    assert "已维修" in citizen.page(story.number)


def test_a_code_is_used_once_and_for_one_matter(town: Town) -> None:
    story, another = received(town).replied(), received(town).replied()
    first = following(story)
    first.post(story.number, "send")
    code = first.pocket.take()
    second = following(another)
    second.post(another.number, "send")
    assert second.post(another.number, "code", code=code).status_code == 422
    again = Citizen()
    assert first.post(story.number, "code", code=code).status_code == 302
    again.browser.cookies["visit"] = first.browser.cookies["visit"].value
    assert OneTimeCode.objects.get(order=story.id).used_at is not None


def test_a_code_runs_out(town: Town) -> None:
    story = received(town)
    citizen = following(story)
    citizen.post(story.number, "send")
    code = citizen.pocket.take()
    OneTimeCode.objects.filter(order=story.id).update(made_at=timezone.now() - dt.timedelta(minutes=11))
    assert citizen.post(story.number, "code", code=code).status_code == 422


def test_only_so_many_go_to_one_contact(town: Town) -> None:
    story = received(town)
    citizen = following(story)
    for place in range(5):
        assert citizen.post(story.number, "send", key=str(place)).status_code == 302
    answer = citizen.post(story.number, "send", key="once more")
    assert answer.status_code == 409
    assert "验证码已发送多次" in answer.content.decode()


def test_where_no_message_reaches_them_the_telephone_is_named(town: Town) -> None:
    story = received(town)
    citizen = following(story)
    with override_settings(EMAIL_HOST="mail.example.org"):
        page = citizen.page(story.number)
        assert "目前不能向您留的联系方式发送验证码" in page
        assert citizen.post(story.number, "send").status_code == 409


# ---- secret, tip-offs, anonymous (R65) -------------------------------------------------------------------------------


def test_secret_callers_see_nothing_before_the_code_and_all_after_it(town: Town) -> None:
    story = received(town, caller=somebody(secret=True)).replied()
    citizen = following(story)
    page = citizen.page(story.number)
    assert "这件事要先核验才能看" in page
    for hidden in ("已答复", "已交给", "时限怎样算出", "办理过程"):
        assert hidden not in page
    citizen.prove(story.number)
    assert "已维修，请您核实" in citizen.page(story.number)


def test_an_anonymous_caller_needs_the_query_code_alone(town: Town) -> None:
    story = town.received(caller=NAMELESS).signed()
    citizen = following(story)
    page = citizen.page(story.number)
    assert "柳岸小区北门路灯不亮" in page
    assert "发送验证码" not in page
    answer = citizen.post(story.number, "act/supplement", said="又坏了一盏。", key="k1")
    assert (answer.status_code, answer["Location"]) == (302, f"/portal/follow/{story.number}/?done=supplement")
    assert OrderText.objects.filter(order=story.id, caller=1, content="又坏了一盏。").exists()
    assert Event.objects.filter(subject_id=story.id, name="supplement", actor_role="caller").exists()


def test_an_act_that_needs_the_one_time_code_leads_to_it_in_the_citizens_words(town: Town) -> None:
    story = received(town).signed()
    citizen = following(story)
    for answer in (
        citizen.post(story.number, "act/withdraw", said="邻居修好了。", confirmed="yes"),
        citizen.post(story.number, "rate", contacted="yes", solved="yes"),
    ):
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "请先用验证码核验" in page
        assert "发送验证码" in page
        assert "岗位" not in page, "offices are none of the citizen's"
    assert not Overlay.objects.filter(order=story.id).exists()


def test_an_anonymous_tip_off_shows_the_state_alone(town: Town) -> None:
    story = town.received(
        caller=NAMELESS, request_type=RequestType.TIP_OFF, subject_person="某摊主", channel=Channel.WEB
    ).signed()
    citizen = following(story)
    page = citizen.page(story.number)
    assert "正在办理" in page
    for hidden in ("城市管理", "路灯", "撤回", "请您评价", "发送验证码"):
        assert hidden not in page
    assert "补充" in page
    assert citizen.post(story.number, "act/withdraw", said="x", confirmed="yes").status_code == 403


def test_one_nameless_caller_does_not_speak_for_another(town: Town) -> None:
    story = received(town)
    for _ in range(2):
        actions.add_caller(story.door(AGENT), order=story.id, entry=NAMELESS, wish="请一并答复。")
    story.replied()
    citizen = Citizen()
    citizen.ask(story.number, code_of(story, caller=2))
    page = citizen.page(story.number)
    assert "已维修，请您核实" not in page, "that was said to the first caller (R27)"
    assert "柳岸小区北门路灯不亮" in page
    citizen.post(story.number, "act/withdraw", said="不用了。", confirmed="yes", key="k")
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.WITHDRAWAL).caller == 2


def test_a_merged_matter_leads_on_for_its_caller(town: Town) -> None:
    first = received(town)
    second = received(town)
    code = code_of(second)
    second.do("sunqian", "merge", parent=first.number)
    citizen = Citizen()
    citizen.ask(second.number, code)
    page = citizen.page(second.number)
    assert first.number in page
    assert "合在一起办理" in page
    citizen.prove(second.number)
    answer = citizen.post(second.number, "act/supplement", said="我这里也不亮。", key="k")
    assert answer.status_code == 302
    text = OrderText.objects.get(order=first.id, content="我这里也不亮。")
    assert text.caller == 2


# ---- what callers do -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "event"),
    [
        ("object", "object"),
        ("demand_explanation", "demand_explanation"),
        ("contest", "contest"),
        ("withdraw", "withdraw"),
    ],
)
def test_an_outward_act_is_confirmed_and_then_done_once(town: Town, action: str, event: str) -> None:
    story = received(town).fed_back()
    citizen = following(story, verified=True)
    path = f"act/{action}"
    assert "下一步" in citizen.page(story.number, path)
    asked = citizen.post(story.number, path, said="情况不对。", key="k1")
    assert (asked.status_code, "确认提交" in asked.content.decode()) == (200, True)
    assert not Event.objects.filter(subject_id=story.id, name=event).exists()
    for _ in range(2):
        done = citizen.post(story.number, path, said="情况不对。", key="k1", confirmed="yes")
    assert Event.objects.filter(subject_id=story.id, name=event, actor_role="caller").count() == 1
    assert done.status_code in (302, 409)


def test_what_is_missing_is_said_and_kept(town: Town) -> None:
    story = received(town).fed_back()
    answer = following(story, verified=True).post(story.number, "act/object", said="  ")
    assert answer.status_code == 422
    assert "请写几句" in answer.content.decode()


def test_what_cannot_be_done_is_shown_with_the_reason(town: Town) -> None:
    story = received(town).replied()
    citizen = following(story, verified=True)
    page = citizen.page(story.number)
    assert "已答复，不用催" in page
    assert 'aria-disabled="true"' in page
    answer = citizen.post(story.number, "act/urge", said="快一点", confirmed="yes")
    assert answer.status_code == 409
    assert "已答复，不用催" in answer.content.decode()


def test_secrecy_is_asked_for_and_then_shown(town: Town) -> None:
    story = received(town).signed()
    citizen = following(story, verified=True)
    assert "单位以后通过热线中心与您联系" in citizen.page(story.number, "act/change_wishes")
    assert citizen.post(story.number, "act/change_wishes", confirmed="yes", key="k").status_code == 302
    assert OrderCaller.objects.get(order=story.id).secret
    assert "已经为您保密" in citizen.page(story.number)


def test_the_evaluation_is_that_of_the_link(town: Town) -> None:
    story = received(town, topic="0309").examined()
    citizen = following(story, verified=True)
    answer = citizen.post(story.number, "rate", contacted="yes", key="a1")
    assert answer.status_code == 422
    # Language and version lead back to the matter: where the answer stands, nothing can be opened.
    assert answer.content.decode().count(f'name="next" value="/portal/follow/{story.number}/"') == 2
    assert '<a href="#solved">' in answer.content.decode()
    answer = citizen.post(story.number, "rate", **GOOD, words="修得很快。")
    assert answer["Location"].endswith("?done=rate")
    row = Rating.objects.get(order=story.id)
    assert (row.way, row.solved, row.grade_result) == (RatingWay.PORTAL, Solved.YES, Grade.SATISFIED)
    text = OrderText.objects.get(order=story.id, content="修得很快。")
    assert (text.private, text.caller) == (True, 1)
    page = citizen.page(story.number)
    assert "您的评价（可以修改）" in page
    assert "您已核实" in page
    ticked = re.compile(r'name="reasons" value="(\w+)" checked')
    assert ticked.findall(page) == []
    worse = GOOD | {"grade_result": "dissatisfied", "reasons": ["slow", "came_back"], "key": "a2"}
    citizen.post(story.number, "rate", **worse)
    assert set(ticked.findall(citizen.page(story.number))) == {"slow", "came_back"}, "what can be changed is shown"


def test_a_closed_matter_is_asked_to_be_taken_up_again(town: Town) -> None:
    story = received(town).closed()
    citizen = following(story, verified=True)
    assert "已办结" in citizen.page(story.number)
    done = citizen.post(story.number, "act/request_reopening", said="又坏了。", confirmed="yes", key="k")
    assert done.status_code == 302
    assert Overlay.objects.filter(order=story.id, kind=OverlayKind.REOPENING, caller=1).exists()


def test_handled_again_the_page_tells_the_whole_story(town: Town) -> None:
    story = received(town).examined()
    citizen = following(story, verified=True)
    bad = GOOD | {"solved": "no", "grade_result": "dissatisfied"}
    citizen.post(story.number, "rate", **bad)
    assert "您的评价已收到" in citizen.page(story.number)
    story.now = timezone.now()
    story.do(EXAMINER, "rehandle", reason="请重新办理。")
    page = citizen.page(story.number)
    assert "重新办理，已交给" in page
    assert "您的评价（可以修改）" not in page, "this round has not been rated"
    assert "您作了评价" in page
    assert story.order.state is OrderState.HANDLING


# ---- a lost query code -----------------------------------------------------------------------------------------------


def lost(citizen: Citizen, number: str, contact: str) -> Any:
    return citizen.browser.post("/portal/follow/lost/", {"number": number, "contact": contact})


def test_a_contact_that_may_be_a_mailbox_is_typed_with_letters(town: Town) -> None:
    assert town
    assert '<input type="text" id="contact"' in Citizen().browser.get("/portal/follow/lost/").content.decode()


def test_a_lost_code_is_renewed_by_the_own_contact(town: Town) -> None:
    caller = somebody()
    story = received(town, caller=caller).replied()
    citizen = Citizen()
    assert lost(citizen, story.number, f" {caller.phone[:3]}-{caller.phone[3:]}").status_code == 302
    answer = citizen.browser.post("/portal/follow/lost/code", {"code": citizen.pocket.take()})
    page = answer.content.decode()
    found = re.search(r'id="new-code">(\d{3}) (\d{3})<', page)
    assert found is not None
    assert "已维修，请您核实" in citizen.page(story.number)
    assert Citizen().ask(story.number, f"{found[1]}{found[2]}").status_code == 302
    event = Event.objects.get(subject_id=story.id, name="renew_query_code")
    assert event.actor_role == "caller"


def test_a_wrong_pair_of_number_and_contact_is_answered_as_a_right_one(town: Town) -> None:
    caller = somebody()
    story = received(town, caller=caller)
    answers = []
    for number, contact in ((story.number, caller.phone), (story.number, "13900009999"), (NEVER_GIVEN, caller.phone)):
        citizen = Citizen()
        first = lost(citizen, number, contact)
        page = citizen.browser.get("/portal/follow/lost/code")
        wrong = citizen.browser.post("/portal/follow/lost/code", {"code": "000000"})
        cookie = citizen.browser.cookies["lost_code"]
        answers.append((first.status_code, first["Location"], len(cookie.value), same(page), same(wrong)))
    assert answers[0] == answers[1] == answers[2]
    assert OneTimeCode.objects.filter(order=story.id).count() == 1


# ---- nothing personal anywhere ---------------------------------------------------------------------------------------


def test_nothing_personal_stands_in_log_address_or_event(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caller = somebody()
    story = received(town, caller=caller).fed_back()
    citizen = following(story, verified=True)
    said = f"我是王小明，电话 {caller.phone}。"
    assert citizen.post(story.number, "act/object", said=said, confirmed="yes", key="k").status_code == 302
    lost(Citizen(), story.number, caller.phone)
    for hidden in ("王小明", caller.phone, "5621"):
        assert hidden not in caplog.text
        assert not Event.objects.filter(subject_id=story.id, payload__icontains=hidden).exists()


def test_every_page_is_whole_in_english_and_needs_no_script(town: Town) -> None:
    story = received(town).fed_back()
    citizen = following(story, verified=True)
    citizen.browser.cookies["django_language"] = "en"
    for part in ("", "act/object", "act/supplement", "act/change_wishes", "act/report_retaliation"):
        page = citizen.page(story.number, part)
        assert "<script" not in page
        assert "style=" not in page
        own = re.sub(r'<(span|button|a)[^>]*lang="zh-Hans"[^>]*>.*?</\1>', "", page, flags=re.DOTALL)
        assert not re.findall(r"[\u4e00-\u9fff]+", own), part
    for address in ("/portal/follow/", "/portal/follow/lost/"):
        own = citizen.browser.get(address).content.decode().replace("中文", "")
        assert not re.findall(r"[\u4e00-\u9fff]+", own), address


# ---- recusal and retaliation (R12, R48) ------------------------------------------------------------------------------


def tip_off(town: Town) -> Story:
    """A tip-off of somebody who can be reached, in an office's hands."""
    return received(town, request_type=RequestType.TIP_OFF, subject_person="某摊主").signed()


def test_a_tipster_demands_that_an_office_stays_out(town: Town) -> None:
    story = tip_off(town)
    citizen = following(story, verified=True)
    path = "act/demand_recusal"
    assert "要求谁回避？" in citizen.page(story.number, path)
    said = {"whom": str(town.units[HOST]), "said": "他们是亲戚。", "key": "k1"}
    asked = citizen.post(story.number, path, **said).content.decode()
    assert "城市管理局" in asked, "whom it is about is read back"
    done = citizen.post(story.number, path, **said, confirmed="yes")
    assert done["Location"].endswith("?done=demand_recusal")
    row = Overlay.objects.get(order=story.id, kind=OverlayKind.RECUSAL)
    assert (row.caller, row.unit_id, row.staff_id) == (1, town.units[HOST], None)
    assert "您要求回避" in citizen.page(story.number)
    story.now = timezone.now()
    story.do(HEAD, "decide_recusal", overlay=row.serial, upheld=True, reason="确有利害关系。")
    assert "已决定回避，由别人办理" in citizen.page(story.number)


@pytest.mark.parametrize(("username", "by"), [(AGENT, "number"), (CLERK, "display_name")])
def test_a_person_is_named_by_number_or_name(town: Town, username: str, by: str) -> None:
    story, clerk = tip_off(town), Staff.objects.get(username=username)
    citizen = following(story, verified=True)
    said = {"whom": "other", "named": getattr(clerk, by), "said": "他们是亲戚。", "key": "k1", "confirmed": "yes"}
    assert citizen.post(story.number, "act/demand_recusal", **said).status_code == 302
    assert Overlay.objects.get(order=story.id, kind=OverlayKind.RECUSAL).staff_id == clerk.pk


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({}, "请选择一项"),
        ({"whom": "other"}, "请写明是谁"),
        ({"whom": "other", "named": "没有这个人"}, "没有找到"),
        ({"whom": "999999"}, "请选择一项"),
    ],
)
def test_whom_it_is_about_has_to_be_found(town: Town, said: dict[str, str], problem: str) -> None:
    story = tip_off(town)
    answer = following(story, verified=True).post(
        story.number, "act/demand_recusal", said="他们是亲戚。", confirmed="yes", **said
    )
    assert (answer.status_code, problem in answer.content.decode()) == (422, True)
    assert not Overlay.objects.filter(order=story.id, kind=OverlayKind.RECUSAL).exists()


def test_recusal_is_for_tip_offs_and_not_shown_elsewhere(town: Town) -> None:
    story = received(town).signed()
    citizen = following(story, verified=True)
    assert "要求回避" not in citizen.page(story.number)
    answer = citizen.post(story.number, "act/demand_recusal", whom="other", said="x", confirmed="yes")
    assert answer.status_code == 403


def test_in_a_tip_off_nobody_needs_to_ask_for_secrecy(town: Town) -> None:
    story = tip_off(town)
    assert "已经为您保密" in following(story, verified=True).page(story.number)


def test_retaliation_is_reported_past_the_accused_and_leaves_no_trace(town: Town) -> None:
    story = received(town).signed()
    citizen = following(story, verified=True)
    before = Event.objects.filter(subject_id=story.id).count()
    said = {"whom": str(town.units[HOST]), "said": "来电后被上门威胁。", "key": "k1"}
    path = "act/report_retaliation"
    assert "另外登记一件举报" in citizen.post(story.number, path, **said).content.decode()
    page = citizen.post(story.number, path, **said, confirmed="yes").content.decode()
    report = WorkOrder.objects.latest("id")
    assert report.number in page
    code = re.search(r'id="new-code">([\d ]+)<', page)
    assert code is not None
    assert (report.request_type, report.channel, report.subject_unit_id) == (
        RequestType.TIP_OFF,
        Channel.WEB,
        town.units[HOST],
    )
    assert OrderCaller.objects.get(order=report.pk).secret
    assert Citizen().ask(report.number, code[1].replace(" ", "")).status_code == 302
    assert Event.objects.filter(subject_id=story.id).count() == before
    for hidden in (report.number, "您反映打击报复"):
        assert hidden not in citizen.page(story.number)
    again = citizen.post(story.number, path, **said, confirmed="yes")
    assert (again.status_code, WorkOrder.objects.latest("id").pk) == (302, report.pk), "sent twice, registered once"
    accused = town.client(town.clerk_of(HOST))
    assert accused.get(f"/orders/{report.number}/").status_code == 404


def test_whoever_did_it_is_named_in_words_where_no_record_knows_them(town: Town) -> None:
    story = received(town)
    citizen = following(story, verified=True)
    said = {"named": "隔壁店主", "said": "砸了我的窗户。", "key": "k1", "confirmed": "yes"}
    assert citizen.post(story.number, "act/report_retaliation", **said).status_code == 200
    report = WorkOrder.objects.latest("id")
    assert (report.subject_unit_id, report.subject_staff_id, report.subject_named) == (None, None, True)
    assert OrderText.objects.get(order=report.pk, kind=TextKind.SUBJECT_PERSON).content == "隔壁店主"


def test_reports_are_as_many_in_a_day_as_matters(town: Town) -> None:
    story = received(town)
    citizen = following(story, verified=True)
    said = {"named": "隔壁店主", "said": "砸了我的窗户。", "confirmed": "yes"}
    codes = [citizen.post(story.number, "act/report_retaliation", **said, key=f"k{n}").status_code for n in range(6)]
    assert codes == [200] * 5 + [409]


def test_an_anonymous_tipster_does_neither_on_the_web(town: Town) -> None:
    story = town.received(
        caller=NAMELESS, request_type=RequestType.TIP_OFF, subject_person="某摊主", channel=Channel.WEB
    ).signed()
    citizen = following(story)
    for action in ("demand_recusal", "report_retaliation"):
        assert f"act/{action}" not in citizen.page(story.number)
        answer = citizen.post(story.number, f"act/{action}", whom=str(town.units[HOST]), said="x", confirmed="yes")
        assert answer.status_code == 403
