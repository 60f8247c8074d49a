"""The hotline takes a matter up: it answers at once, shows the lawful way, or sends it to the unit whose duty it is."""

from __future__ import annotations

from dataclasses import replace

from lianxin import actions
from lianxin.law.actors import Actor
from lianxin.law.decisions.conflict import Correction
from lianxin.law.decisions.intake import Intake
from lianxin.law.duties import UNIT
from lianxin.law.words import (
    Channel,
    EscalationStep,
    OrderFlag,
    OverlayKind,
    RequestType,
    Role,
    SendBackReason,
    UnitKind,
    Urgency,
)
from lianxin.runtime.simulate import shares
from lianxin.runtime.simulate.chances import draw
from lianxin.runtime.simulate.fate import without_requests
from lianxin.runtime.simulate.hosts import another_host, catalogue_row, first_host, street_complained_of
from lianxin.runtime.simulate.stages import Stage
from lianxin.runtime.simulate.story import Script, Step, Story
from lianxin.runtime.simulate.turns import SentBack, Way

PUBLIC_SAFETY = "23"
"""The topic whose matters go on even when their callers withdraw (R36)."""
SUBJECT_NEEDED = (RequestType.COMPLAIN, RequestType.TIP_OFF)


def take_up(story: Story) -> Script[None]:
    """From the call to the unit's inbox, or to the end where no unit is needed; returns with `host` 0 at an end."""
    agent = story.one(Role.AGENT)
    if story.fate.stopped:
        heard_before(story)
    yield from received(story, agent)
    story.reaches(Stage.REGISTERED)
    if story.fate.way in (Way.ANSWER, Way.NO_MATTER) and _subject(story)[1]:
        story.fate = replace(story.fate, way=Way.DISPATCH)  # not settled by those who take the call (R14)
    if story.fate.way is Way.DISPATCH:
        yield from corrected(story, agent)
        yield from to_unit(story, agent)
    else:
        yield from ended_at_once(story, agent)


def heard_before(story: Story) -> None:
    """The caller of an order that was settled says the same again (Art. 25)."""
    kind = story.matter.request_type
    before = next((one for one in reversed(story.world.done) if one.matter.request_type is kind), None)
    if before is not None:
        story.repeats, story.caller = before.number, before.caller
        story.matter = replace(before.matter, channel=story.matter.channel, urgency=story.matter.urgency)


def received(story: Story, agent: Actor) -> Script[None]:
    """The agent writes the matter down."""
    done = yield Step(story.now, agent, actions.receive, {"intake": intake(story), "callers": (story.caller,)})
    story.order, story.number = done.order, done.number
    story.callers.append(story.caller)


def intake(story: Story) -> Intake:
    """The matter as the agent writes it down."""
    matter = story.matter
    subject, flags = _subject(story)
    return Intake(
        request_type=matter.request_type,
        channel=matter.channel,
        title=matter.title,
        account=matter.account,
        urgency=matter.urgency,
        topic=matter.topic,
        division=matter.division.code,
        address=matter.address,
        subject_unit=subject,
        subject_person=(matter.phrase.subject or "相关责任人") if matter.request_type in SUBJECT_NEEDED else "",
        public_safety=matter.topic.startswith(PUBLIC_SAFETY),
        flags=flags,
    )


def _subject(story: Story) -> tuple[int | None, tuple[str, ...]]:
    """Whom a complaint about conduct is about, and the route it takes (R14)."""
    if story.fate.about_centre:
        return None, (OrderFlag.ABOUT_CENTRE.value,)
    row = catalogue_row(story)
    if row is not None and story.world.city.unit_by_code[row.unit].kind is UnitKind.CENTRE_SECTION:
        return None, (OrderFlag.ABOUT_SECTION.value,)
    if street := street_complained_of(story):
        return story.world.units[street], (OrderFlag.CONDUCT.value,)
    return None, ()


def ended_at_once(story: Story, agent: Actor) -> Script[None]:
    """What needs no unit."""
    if story.matter.channel is Channel.PHONE:
        story.later(1, 9)
    else:
        story.later(8, 110)
    way, remark = story.fate.way, story.remark("redirect_reason")
    if way is Way.HAND_OVER:
        service = draw(story.chance, shares.SERVICES)
        yield story.by(agent, actions.hand_over, service=service, note=f"已三方通话转接{service.zh}。")
    elif way is Way.REDIRECT:
        procedure = draw(story.chance, shares.PROCEDURES)
        case_number = f"（{story.today.year}）第{story.chance.randrange(100, 9999)}号"
        yield story.by(
            agent,
            actions.redirect,
            procedure=procedure,
            body=procedure.zh + "受理机关",
            case_number=case_number,
            note=remark,
        )
    elif way is Way.TRANSFER_OUT:
        receipt = f"对方已回执，编号 {story.chance.randrange(10**7, 10**8)}。"
        yield story.by(agent, actions.transfer_out, body="事发地市民服务热线", receipt=receipt)
    elif way is Way.NO_MATTER:
        yield story.by(agent, actions.no_matter, reason="内容为空白或乱码，没有可办理的诉求。")
    else:
        yield story.by(agent, actions.answer, content=story.matter.reply)


def corrected(story: Story, agent: Actor) -> Script[None]:
    """The agent finds that something was written down wrongly."""
    if story.fate.corrected:
        story.later(1, 6)
        higher = Urgency.URGENT if story.matter.urgency is Urgency.NORMAL else Urgency.NORMAL
        yield story.by(agent, actions.correct, reason="核对后调整紧急程度。", correction=Correction(urgency=higher))


def to_unit(story: Story, agent: Actor) -> Script[None]:
    """By the agent along the catalogue, or by a dispatcher; a unit that is relieved makes way for another."""
    code = first_host(story)
    row = catalogue_row(story)
    listed = row is not None and row.unit == code
    dispatcher = agent
    if story.fate.queued or (not listed and agent not in story.world.cast.own.get(Role.AGENT, [])):
        story.later(1, 15)
        yield story.by(agent, actions.queue)
        story.reaches(Stage.DISPATCHING)
        dispatcher = story.one(Role.DISPATCHER) if listed else story.of_centre(Role.DISPATCHER)
    story.later(2, 28)
    if story.world.cast.at(story.world.units[code]).role not in UNIT:
        story.fate = without_requests(story.fate)
    yield from dispatched(story, dispatcher, code)
    if story.fate.sent_back is not SentBack.NEVER:
        yield from sent_back(story)


def dispatched(story: Story, actor: Actor, code: str) -> Script[None]:
    """The order goes to a unit; its limits start."""
    unit, transfer = story.world.units[code], story.matter.transfer
    yield story.by(actor, actions.dispatch, unit=unit, transfer=transfer)
    story.host = unit
    story.transferred_at = story.transferred_at or story.now


def sent_back(story: Story) -> Script[None]:
    """The unit asks to be relieved; the dispatcher decides; after two the unit is designated (R6)."""
    wanted = story.fate.sent_back
    rounds = 2 if wanted is SentBack.TWICE else 1
    for number in range(rounds):
        story.at_work(0.3, 5)
        yield story.by(story.clerk, actions.send_back, code=_reason(number), reason=story.remark("send_back_reason"))
        story.reaches(Stage.SEND_BACK_ASKED)
        story.at_work(0.3, 5)
        if story.fate.escalated and number == 0:
            yield from convened(story)
        upheld = wanted is not SentBack.REFUSED
        yield story.by(
            story.of_centre(Role.DISPATCHER),
            actions.decide_send_back,
            overlay=story.open_overlay(OverlayKind.SEND_BACK),
            upheld=upheld,
            reason="理由成立，另行转办。" if upheld else story.remark("refuse_send_back"),
        )
        if not upheld:
            return
        story.later(5, 60)
        if number == 1:
            yield from designated(story)
        else:
            yield from dispatched(story, story.of_centre(Role.DISPATCHER), another_host(story))


def convened(story: Story) -> Script[None]:
    """Units do not agree whose matter it is: the city hotline convenes them, the arbiter notes what came of it."""
    reason = "涉及两个部门职责交叉，需召集会商。"
    dispatcher = story.of_centre(Role.DISPATCHER)
    yield story.by(dispatcher, actions.escalate, step=EscalationStep.CITY_HOTLINE, reason=reason)
    story.reaches(Stage.ESCALATED)
    story.at_work(1, 8)
    yield story.by(
        story.of_centre(Role.ARBITER),
        actions.decide_escalation,
        overlay=story.open_overlay(OverlayKind.ESCALATION),
        text="经会商，按派单目录和属地原则确定职责，由转办员据此裁定退单申请。",
    )


def _reason(number: int) -> SendBackReason:
    return (SendBackReason.NOT_OUR_DUTY, SendBackReason.OTHER_TRADE)[number]


def designated(story: Story) -> Script[None]:
    """After two upheld send-backs the city hotline names the unit."""
    code = first_host(story)
    yield story.by(
        story.of_centre(Role.ARBITER),
        actions.designate,
        unit=story.world.units[code],
        transfer=story.matter.transfer,
        reason="两次退单后经会商，按职责和属地指定承办。",
    )
    story.host = story.world.units[code]
