"""The unit works: it signs, gets in touch, hands down, asks for help, and notes how far it is."""

from __future__ import annotations

import datetime as dt

from lianxin import actions
from lianxin.law.decisions.feedback import Result
from lianxin.law.duties import UNIT
from lianxin.law.refusals import Refused
from lianxin.law.terms import SHANGHAI
from lianxin.law.words import (
    ContactWay,
    Outcome,
    OverlayKind,
    RevealField,
    Role,
)
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.chances import draw
from lianxin.runtime.simulate.hosts import another_host, co_handler, helper, lower_unit
from lianxin.runtime.simulate.reply_steps import replied
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Story

FIRST_CONTACT = {
    ContactWay.PHONE: "已与诉求人电话联系，核对时间、地点和具体诉求。",
    ContactWay.BRIDGE: "已经中心转接与诉求人通话，核对时间、地点和具体诉求。",
    ContactWay.VISIT: "已到现场查看，与反映的情况核对一致，正在研究处理办法。",
}
"""What is noted of the first contact."""


def worked(story: Story) -> Script[bool]:
    """From the inbox to the point where the unit knows what it will say; returns whether the order ended on the way."""
    story.reaches(Stage.OFFERED)
    yield from signed(story)
    story.reaches(Stage.SIGNED)
    yield from contacted(story)
    story.reaches(Stage.CONTACTED)
    if story.fate.host_changed:
        yield from host_changed(story)
    if story.fate.redirection and (yield from redirection_asked(story)):
        return True
    if story.fate.sealing:
        story.at_work(0.3, 3)
        reason = "来电原述可能含有不应公开的内容，请核定。"
        yield story.by(story.of_centre(Role.EXAMINER), actions.seal_content, reason=reason)
        story.reaches(Stage.SEALING_ASKED)
    if story.fate.risk:
        yield story.by(story.clerk, actions.report_risk, note="现场存在安全隐患，已先行设置警示并报告。")
    if story.fate.difficult:
        story.at_work(0.5, 3)
        reason = "涉及多个部门和历史遗留问题。"
        yield story.by(story.of_centre(Role.EXAMINER), actions.mark_difficult, difficult=True, reason=reason)
    if story.fate.instructed:
        story.at_work(0.5, 3)
        clerk = story.of_centre(Role.GENERAL_OFFICE_CLERK)
        yield story.by(clerk, actions.attach_instruction, text="请承办单位抓紧办理，结果报办公厅。")
    yield from helped(story)
    if story.fate.second_note:
        story.at_work(1, 8)
        yield story.by(story.clerk, actions.record_progress, note=story.remark("progress"))
    return False


def signed(story: Story) -> Script[None]:
    """The unit signs, or its limit signs for it (R7)."""
    if story.fate.never_signed:
        story.not_before(story.working_day(2))
        midnight = dt.datetime.combine(story.today, dt.time(0, 3), SHANGHAI)
        story.now = max(midnight, story.transferred_at or midnight)
        act = story.by_system(actions.sign_automatically, assignment=story.host_serial())
    else:
        story.at_work(0.05, 2)
        act = story.by(story.clerk, actions.sign)
    try:
        yield act
    except Refused:  # the sweep was faster
        story.at_work(0.1, 1)


def contacted(story: Story) -> Script[None]:
    """First contact, which ends the right to send back (R5); identities are unmasked for it and logged."""
    caller = story.callers[0]
    if story.fate.revealed and caller.phone and not story.secret and story.clerk.role in UNIT:
        story.at_work(0.05, 0.3)
        yield story.by(story.clerk, actions.reveal, caller=1, field=RevealField.PHONE, purpose="联系诉求人核实情况")
    story.at_work(0.1, 2.5)
    way = ContactWay.VISIT
    if caller.phone and not caller.text_only:
        way = ContactWay.BRIDGE if story.secret else story.chance.choice((ContactWay.PHONE, ContactWay.PHONE, way))
    yield story.by(story.clerk, actions.record_progress, note=FIRST_CONTACT[way], contact=way)


def host_changed(story: Story) -> Script[None]:
    """After contact the unit can only ask for another host (R4, R5)."""
    story.at_work(0.5, 4)
    reason = "现场核实后确认主要责任在其他单位，已完成本单位部分。"
    yield story.by(story.clerk, actions.request_host_change, reason=reason)
    story.reaches(Stage.HOST_CHANGE_ASKED)
    story.at_work(0.5, 5)
    unit = story.world.units[another_host(story)]
    yield story.by(
        story.of_centre(Role.DISPATCHER),
        actions.decide_host_change,
        overlay=story.open_overlay(OverlayKind.HOST_CHANGE),
        upheld=True,
        reason="经核实同意改派。",
        unit=unit,
    )
    story.host, story.transferred_at = unit, story.now
    story.at_work(0.2, 4)
    yield story.by(story.clerk, actions.sign)
    yield from contacted(story)


def redirection_asked(story: Story) -> Script[bool]:
    """The matter has entered another procedure; the centre verifies (R38). Returns whether the order ended by it."""
    story.at_work(0.3, 3)
    procedure = draw(story.chance, shares.PROCEDURES)
    yield story.by(
        story.clerk,
        actions.request_redirection,
        procedure=procedure,
        body=procedure.zh + "受理机关",
        case_number=f"（{story.today.year}）第{story.chance.randrange(100, 9999)}号",
        note=story.remark("redirect_reason"),
    )
    story.reaches(Stage.REDIRECTION_ASKED)
    story.at_work(0.5, 5)
    upheld = story.likely(0.7)
    yield story.by(
        story.of_centre(Role.EXAMINER),
        actions.decide_redirection,
        overlay=story.open_overlay(OverlayKind.REDIRECTION),
        upheld=upheld,
        reason="案号属实，已告知来电人按该途径解决。" if upheld else "未查到受理记录，请继续办理。",
    )
    return upheld


def helped(story: Story) -> Script[None]:
    """Others who take part: a unit below, a co-handler, a community."""
    if story.fate.co_handled:
        yield from co_handled(story)
    if story.fate.assisted:
        yield from assisted(story)
    lower = lower_unit(story) if story.fate.delegated else None
    if lower is not None and story.world.cast.works(lower):
        yield from delegated(story, lower)


def co_handled(story: Story) -> Script[None]:
    """The host asks, the hotline names, the co-handler gives its opinion (Art. 29)."""
    story.at_work(0.3, 3)
    unit = co_handler(story)
    yield story.by(story.clerk, actions.request_co_handler, unit=unit, reason="部分事项属该单位职责，请协办。")
    story.reaches(Stage.CO_HANDLING_ASKED)
    story.at_work(0.3, 3)
    overlay = story.open_overlay(OverlayKind.CO_HANDLING)
    yield story.by(
        story.of_centre(Role.DISPATCHER), actions.decide_co_handling, overlay=overlay, upheld=True, reason="同意协办。"
    )
    story.reaches(Stage.CO_HANDLER_NAMED)
    story.at_work(0.2, 3)
    other = story.world.cast.at(unit)
    yield story.by(other, actions.sign)
    story.at_work(0.5, 4)
    yield story.by(other, actions.give_opinion, opinion=story.remark("co_handler_opinion"))


def assisted(story: Story) -> Script[None]:
    """A community looks after what is on its list, or says that it is not (R2)."""
    unit = helper(story)
    worker = story.world.cast.helper_at(unit) if unit is not None else None
    if worker is None or story.clerk.role not in UNIT:
        return
    story.at_work(0.2, 2)
    yield story.by(story.clerk, actions.assist, unit=unit, note="请到现场核实并协助解释。")
    story.reaches(Stage.ASSISTANCE_ASKED)
    story.at_work(0.2, 2)
    yield story.by(worker, actions.sign)
    story.reaches(Stage.ASSISTANCE_BEGUN)
    story.at_work(0.5, 5)
    done = story.chance.random() < 0.85
    note = "已入户了解情况，居民表示理解。" if done else "不属于社区工作事项清单，请退回。"
    yield story.by(worker, actions.end_assistance, done=done, note=note)


def delegated(story: Story, lower: int) -> Script[None]:
    """A unit below does the work, answers the callers and feeds back to the unit above it (Art. 12, 13)."""
    story.at_work(0.2, 2)
    yield story.by(story.clerk, actions.delegate, unit=lower, instruction="请按职责办理，按内部时限反馈。")
    story.reaches(Stage.DELEGATED)
    story.at_work(0.2, 3)
    worker = story.world.cast.at(lower)
    yield story.by(worker, actions.sign)
    story.at_work(1, 8)
    yield story.by(worker, actions.record_progress, note=story.remark("progress"), contact=ContactWay.VISIT)
    story.at_work(0.5, 4)
    yield from replied(story, worker)
    result = Result(outcome=Outcome.DONE, findings=story.matter.findings)
    yield story.by(worker, actions.feed_back, result=result)
