"""Messages: sent at least once with their key, patiently, none at the cost of another, and nothing told to the log."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from lianxin.actions import CallerEntry, Door, _save, dispatch, receive
from lianxin.actions.claim_deliveries import claim_deliveries
from lianxin.jobs.again import WAITS
from lianxin.jobs.deliver import LEASE, deliver
from lianxin.jobs.turn import Turn
from lianxin.law.words import (
    AddressKind,
    ClockName,
    DeliveryState,
    Language,
    OverlayKind,
    OverlayState,
    ReplyState,
    RequestType,
)
from lianxin.messaging.console import Outbox
from lianxin.messaging.port import Message, MessagePort, NotSent
from lianxin.messaging.ways import ByKind, port
from lianxin.records.models import Clock, Delivery, OrderCaller, OrderText, Overlay, Person, Unit, WorkOrder
from tests.jobs.stories import LONG, answered, at, examined, sweep, transferred
from tests.small_city import SmallCity, build_small_city, matter, take

PHONE = "13812345621"


@pytest.fixture
def city(db: None) -> SmallCity:
    return build_small_city()


@dataclass
class Hands:
    """A way of sending that keeps what it was given, and refuses the templates it is told to."""

    refuses: dict[str, NotSent] = field(default_factory=dict)
    got: list[Message] = field(default_factory=list)

    def send(self, message: Message) -> None:
        if message.template in self.refuses:
            raise self.refuses[message.template]
        self.got.append(message)

    def bodies(self, template: str) -> list[str]:
        return [one.body for one in self.got if one.template == template]


def now() -> dt.datetime:
    """Messages wait from the moment the database recorded them."""
    latest = Delivery.objects.order_by("-created_at").values_list("created_at", flat=True).first()
    assert latest is not None
    return latest + dt.timedelta(seconds=1)


def run(way: MessagePort, moment: dt.datetime | None = None) -> int:
    return deliver(moment or now(), Turn(LONG), way).done


def one(template: str) -> Delivery:
    return Delivery.objects.get(template=template)


def received(city: SmallCity, **caller: Any) -> int:
    entry = CallerEntry(**{"name": "王小明", "phone": PHONE, **caller})
    return receive(Door(city.agent, at("2026-11-06T10:00"), "a"), intake=matter(), callers=(entry,)).order


def test_the_caller_is_told_number_and_term_and_nothing_of_the_matter(city: SmallCity) -> None:
    order, hands = received(city), Hands()
    assert run(hands) == 1
    (message,) = hands.got
    number = WorkOrder.objects.get(pk=order).number
    assert message.key == one("order_received").key
    assert (message.to.kind, message.to.value) == (AddressKind.PHONE, PHONE)
    assert (
        message.body
        == f"【小城热线】您的诉求已受理，工单号 {number}。如需转承办单位办理，自转办之日起 5 个工作日内答复您。"
    )
    assert one("order_received").state is DeliveryState.SENT
    assert run(hands) == 0, "sent once is sent"


def test_after_the_transfer_the_caller_knows_the_unit_and_the_date(city: SmallCity) -> None:
    transferred(city, "2026-11-06T10:00")
    hands = Hands()
    run(hands)
    (body,) = hands.bodies("order_transferred")
    assert "承办单位：DEPARTMENT。" in body
    assert "最迟于2026年11月13日24:00前答复您。" in body


def test_a_reply_by_message_carries_the_reply_itself(city: SmallCity) -> None:
    order = transferred(city, "2026-11-06T10:00")
    answered(city, order, "2026-11-09T10:00")
    hands = Hands()
    run(hands)
    (body,) = hands.bodies("reply")
    assert "路灯已于昨日修好。" in body


def test_a_sealed_text_is_not_sent_any_more(city: SmallCity) -> None:
    order = transferred(city, "2026-11-06T10:00")
    answered(city, order, "2026-11-09T10:00")
    OrderText.objects.filter(order=order).update(content=None, hmac_key=None, search=None, sealed_at=at("2026-11-10"))
    hands = Hands()
    run(hands)
    (body,) = hands.bodies("reply")
    assert "修好" not in body
    assert "已有答复。" in body


def test_a_card_says_which_limit_and_when(city: SmallCity) -> None:
    transferred(city, "2026-11-06T10:00")
    sweep("2026-11-12T00:00")
    hands = Hands()
    run(hands)
    assert any(
        "的“反馈热线”将于2026年11月13日24:00到期，特发黄牌提醒。" in body for body in hands.bodies("yellow_card")
    )
    (card, *_) = [one for one in hands.got if one.template == "yellow_card"]
    assert (card.to.kind, card.to.value) == (AddressKind.NOTICE, "DEPARTMENT")


def test_what_is_only_recorded_is_never_sent(city: SmallCity) -> None:
    transferred(city, "2026-11-06T10:00")
    sweep("2026-11-18T09:00")
    assert Delivery.objects.filter(template="yellow_card", state=DeliveryState.RECORDED).count() == 3
    hands = Hands()
    run(hands)
    assert hands.bodies("yellow_card") == []
    assert len(hands.bodies("red_card")) == 3


def test_acts_of_the_past_tell_nobody_today(city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_save, "PAST", dt.timedelta(days=2))
    moment = dt.datetime.now(at("2026-11-06").tzinfo)
    for key, days in (("a", 3), ("b", 1)):
        transferred(city, (moment - dt.timedelta(days=days)).replace(tzinfo=None).isoformat(), key=key)
    states = Delivery.objects.order_by("order_id", "id").values_list("state", flat=True)
    assert list(states) == [DeliveryState.RECORDED] * 3 + [DeliveryState.PENDING] * 3


def test_who_speaks_english_is_told_in_both_and_the_chinese_comes_first(city: SmallCity) -> None:
    received(city, language=Language.ENGLISH)
    hands = Hands()
    run(hands)
    (body,) = hands.bodies("order_received")
    assert body.startswith("【小城热线】")
    assert "your matter was received as order" in body
    assert "within 5 working days of its transfer" in body


def test_one_that_fails_waits_longer_each_time_and_the_others_go(city: SmallCity) -> None:
    transferred(city, "2026-11-06T10:00")
    hands = Hands(refuses={"order_received": NotSent("server_away")})
    begin = now()
    assert run(hands, begin) == Delivery.objects.count() - 1
    moment, waited = begin, []
    while one("order_received").state is DeliveryState.PENDING:
        next_at = one("order_received").next_at
        assert next_at is not None
        assert run(hands, next_at - dt.timedelta(seconds=1)) == 0
        waited.append(next_at - moment)
        moment = next_at
        run(hands, moment)
    assert waited == list(WAITS)
    assert one("order_received").state is DeliveryState.FAILED
    assert one("order_received").attempts == len(WAITS) + 1


def test_one_that_fails_may_go_later(city: SmallCity) -> None:
    received(city)
    begin = now()
    run(Hands(refuses={"order_received": NotSent("server_away")}), begin)
    hands = Hands()
    assert run(hands, begin + WAITS[0]) == 1
    assert one("order_received").state is DeliveryState.SENT


def test_when_a_reply_cannot_arrive_the_unit_is_told_to_say_it_another_way(city: SmallCity) -> None:
    order = transferred(city, "2026-11-06T10:00")
    answered(city, order, "2026-11-09T10:00")
    hands = Hands(refuses={"reply": NotSent("no_such_number", for_good=True)})
    run(hands)
    run(hands)
    assert one("reply").state is DeliveryState.FAILED
    assert OrderCaller.objects.get(order=order).reply is ReplyState.OWED, "it was never made (R58)"
    assert Clock.objects.get(order=order, name=ClockName.REPLY).end is None, "its limit runs again"
    assert one("message_failed").unit_id == city.department
    assert len(hands.bodies("message_failed")) == 1


def test_r58_a_reply_by_message_is_made_when_it_has_gone(city: SmallCity) -> None:
    order = transferred(city, "2026-11-06T10:00")
    answered(city, order, "2026-11-09T10:00")
    assert OrderCaller.objects.get(order=order).reply is ReplyState.ON_ITS_WAY
    moment = now()
    run(Hands(), moment)
    caller = OrderCaller.objects.get(order=order)
    assert (caller.reply, caller.replied_at) == (ReplyState.MADE, moment)
    examined(city, order, moment.isoformat())


def test_r58_who_wrote_again_is_answered_by_the_newer_message(city: SmallCity) -> None:
    order = transferred(city, "2026-11-06T10:00")
    answered(city, order, "2026-11-09T10:00")
    old = one("reply")
    Delivery.objects.create(key=f"{order}:99:0", template="reply", order_id=order, caller=1, created_at=now())
    run(Hands(refuses={"reply": NotSent("no_such_number", for_good=True)}))
    assert old.pk < Delivery.objects.filter(template="reply").latest("pk").pk
    assert OrderCaller.objects.get(order=order).reply is ReplyState.ON_ITS_WAY


def test_a_message_of_lesser_weight_fails_quietly(city: SmallCity) -> None:
    received(city)
    run(Hands(refuses={"order_received": NotSent("no_such_number", for_good=True)}))
    assert not Delivery.objects.filter(template="message_failed").exists()


def test_an_unforeseen_error_holds_up_nobody_and_tells_the_log_nothing(
    city: SmallCity, caplog: pytest.LogCaptureFixture
) -> None:
    transferred(city, "2026-11-06T10:00")

    class Broken(Hands):
        def send(self, message: Message) -> None:
            if message.to.kind is AddressKind.PHONE:
                raise RuntimeError(f"cannot send to {message.to.value}: {message.body}")
            super().send(message)

    broken = Broken()
    assert run(broken) == 1
    assert [message.template for message in broken.got] == ["order_offered"]
    assert "RuntimeError" in caplog.text
    assert PHONE not in caplog.text
    assert "工单号" not in caplog.text


def test_whoever_dies_while_sending_leaves_the_message_to_the_next_one(city: SmallCity) -> None:
    received(city)
    begin = now()
    (claimed,) = claim_deliveries(begin, limit=5, lease=LEASE)
    hands = Hands()
    assert run(hands, begin + LEASE - dt.timedelta(seconds=1)) == 0
    assert run(hands, begin + LEASE) == 1
    assert hands.got[0].key == claimed.key


def test_a_caller_who_withdrew_was_forgotten_or_left_no_contact_gets_nothing(city: SmallCity) -> None:
    transferred(city, "2026-11-06T10:00")
    for change in ({"withdrawn": True}, {"contactable": False}, {"person": None}):
        kept = OrderCaller.objects.get()
        OrderCaller.objects.update(**change)
        Delivery.objects.update(state=DeliveryState.PENDING, next_at=at("2026-11-06"))
        hands = Hands()
        run(hands)
        assert {message.to.kind for message in hands.got} == {AddressKind.NOTICE}
        assert one("order_received").state is DeliveryState.RECORDED
        OrderCaller.objects.update(withdrawn=False, contactable=True, person=kept.person)


def test_a_caller_without_any_address_is_a_failure(city: SmallCity) -> None:
    received(city)
    Person.objects.update(phone_ct=None, phone_digest=None)
    run(Hands())
    assert one("order_received").state is DeliveryState.FAILED


def test_a_unit_barred_meanwhile_is_not_told_more(city: SmallCity) -> None:
    order = transferred(city, "2026-11-06T10:00")
    Overlay.objects.create(
        order_id=order,
        serial=1,
        kind=OverlayKind.RECUSAL,
        state=OverlayState.UPHELD,
        opened_at=at("2026-11-07"),
        unit_id=city.department,
    )
    hands = Hands()
    run(hands)
    assert one("order_offered").state is DeliveryState.RECORDED
    assert all(message.to.kind is AddressKind.PHONE for message in hands.got)


def test_on_a_secret_order_the_caller_is_not_told_the_unit(city: SmallCity) -> None:
    order = take(city, "a").order
    WorkOrder.objects.filter(pk=order).update(request_type=RequestType.TIP_OFF, secret=True)
    dispatch(
        Door(city.dispatcher, at("2026-11-06T11:00"), "send"), order=order, unit=city.department, transfer="请核实。"
    )
    hands = Hands()
    run(hands)
    (body,) = hands.bodies("order_transferred")
    assert "DEPARTMENT" not in body


def test_a_kind_of_address_without_a_way_fails_for_good(city: SmallCity) -> None:
    received(city)
    run(ByKind({}))
    assert one("order_received").state is DeliveryState.FAILED


def test_a_demonstration_writes_everything_into_the_outbox(city: SmallCity, tmp_path: Path) -> None:
    transferred(city, "2026-11-06T10:00")
    Unit.objects.filter(pk=city.department).update(name_zh="城市管理局")
    outbox = Outbox(tmp_path / "outbox.jsonl")
    count = run(outbox)
    lines = [json.loads(line) for line in outbox.file.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == count == Delivery.objects.filter(state=DeliveryState.SENT).count()
    assert {line["key"] for line in lines} == set(Delivery.objects.values_list("key", flat=True))
    assert ("notice", "城市管理局") in {(line["way"], line["to"]) for line in lines}
    assert outbox.file.stat().st_mode & 0o077 == 0, "it holds telephone numbers"


def test_the_demonstrations_way_is_the_outbox_of_its_installation(installation_folder: Path) -> None:
    assert installation_folder == settings.DATA
    way = port()
    assert isinstance(way, Outbox)
    assert way.file == installation_folder / "outbox.jsonl"


def test_where_a_mail_server_is_named_nothing_is_written_into_an_outbox(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_HOST", "mail.example.org")
    assert isinstance(port(), ByKind)
