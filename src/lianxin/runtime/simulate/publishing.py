"""What a demonstration has published: a few typical cases, and opinions on the hotline, answered and waiting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lianxin.actions import Door
from lianxin.actions._opinions import OpinionEntry
from lianxin.actions.answer_hotline_opinion import answer_hotline_opinion
from lianxin.actions.give_hotline_opinion import give_hotline_opinion
from lianxin.actions.publish_case import publish_case
from lianxin.actions.publish_hotline_opinion import publish_hotline_opinion
from lianxin.actions.write_case import write_case
from lianxin.law.actors import Actor
from lianxin.law.publishing import FIT_ENDS
from lianxin.law.words import OrderState, RequestType, Role
from lianxin.records.models import HotlineOpinion, TypicalCase, WorkOrder
from lianxin.runtime.simulate.cast import Cast, read_cast
from lianxin.runtime.simulate.crowd import UNASSIGNED

LIGHTS = (
    "市民反映小区门口的路灯整排不亮，晚上出行不安全。市政单位接到以后当天到现场，查明是电缆接头进水，第三天换好并复测，"
    "同时检查了同一回路的其他接头。回访时市民表示已经解决。"
)
HEATING = (
    "入冬以后多位市民反映家里暖气不热。供热单位没有逐户解释了事，先查换热站的流量，调平以后再入户排气、清洗滤网，"
    "并把调平的时间贴在楼门口。回访时多数市民表示温度已经达标，没有达标的另约了入户。"
)
RUBBISH = (
    "市民反映小区垃圾当天清不走。物业服务单位核实后增加了一趟傍晚的清运，由街道每周抽查两次并公布结果。"
    "一个月后没有再收到同样的反映。"
)
CASES = (
    ("0309", "路灯不亮，三天修好", LIGHTS),
    ("0401", "暖气不热，先查管网再入户", HEATING),
    ("0501", "垃圾清运晚了，改时间也改办法", RUBBISH),
)
"""By the beginning of a topic's code: title and text, without anything personal."""

OPINIONS = (
    ("晚上打电话要等很久，希望多安排人接听。", "从本月起，晚间高峰多安排三个坐席，并在网站上说明什么时候最忙。"),
    (
        "希望能在网上看到办到哪一步，不用再打电话问。",
        "网上凭编号和查询码可以查看进度；有新的进展会给留了手机号的人发消息。",
    ),
    ("接线员很耐心，就是普通话说得太快，老人听不清。", "已把放慢语速列入培训和质检，也可以请接线员重复一遍。"),
)
"""What was said, and the answer; the last one still waits for it. Each writer left a number that nobody has."""

LATER = dt.timedelta(days=2)


def publish_some(until: dt.datetime) -> int:
    """Makes them through the one door, each once however often it is called; returns how many there are."""
    cast = read_cast()
    return sum(1 for _ in _cases(cast, until)) + sum(1 for _ in _opinions(cast, until))


def _cases(cast: Cast, until: dt.datetime) -> Iterator[int]:
    writer, head = _of(cast, Role.KNOWLEDGE_EDITOR), _of(cast, Role.HEAD_OF_CENTRE)
    if writer is None or head is None:
        return
    known = set(TypicalCase.objects.values_list("order__topic_id", flat=True))
    for topic, title, body in CASES:
        if topic in known:
            continue
        order = _ended(topic, until)
        if order is None or order.closed_at is None:
            continue
        at = min(order.closed_at + LATER, until)
        done = write_case(Door(writer, at, f"demo:case:{topic}"), order=order.pk, title=title, body=body)
        publish_case(Door(head, min(at + LATER, until), f"demo:publish:{topic}"), case=done.id)
        yield done.id


def _ended(topic: str, until: dt.datetime) -> WorkOrder | None:
    """An order on this topic that ended well, whose callers wanted no silence."""
    rows = WorkOrder.objects.filter(topic__code__startswith=topic, closed_as=FIT_ENDS[0], closed_at__lt=until)
    rows = rows.filter(secret=False, sealed=False, state__in=(OrderState.CLOSED, OrderState.ARCHIVED))
    return rows.exclude(request_type=RequestType.TIP_OFF).order_by("-closed_at").first()


def _opinions(cast: Cast, until: dt.datetime) -> Iterator[int]:
    inspector, editor = _of(cast, Role.QUALITY_INSPECTOR), _of(cast, Role.KNOWLEDGE_EDITOR)
    if inspector is None or editor is None or HotlineOpinion.objects.exists():
        return
    caller = Actor(role=Role.CALLER)
    for place, (text, answer) in enumerate(OPINIONS):
        at = until - dt.timedelta(days=10 - 4 * place)
        entry = OpinionEntry(text=text, contact=f"{UNASSIGNED}{place:08d}", may_publish=True)
        given = give_hotline_opinion(Door(caller, at, f"demo:opinion:{place}"), entry=entry)
        if place < len(OPINIONS) - 1:
            answered = Door(inspector, at + LATER, f"demo:answer:{place}")
            answer_hotline_opinion(answered, opinion=given.id, text=answer)
            public = Door(editor, at + LATER, f"demo:public:{place}")
            publish_hotline_opinion(public, opinion=given.id, text=text, answered=answer)
        yield given.id


def _of(cast: Cast, role: Role) -> Actor | None:
    """Somebody of the centre's own in this office."""
    return next(iter(cast.own.get(role, ())), None)
