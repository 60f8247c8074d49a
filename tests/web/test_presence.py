"""Who has an order before them: by ids, told to each other, and forgotten in time."""

from __future__ import annotations

import asyncio
import json

from lianxin.web.presence import LEASE_SECONDS, Presence


def heard(page: asyncio.Queue[str]) -> list[dict[str, bool]]:
    """What a page was told of others, in order."""
    found = []
    while not page.empty():
        text = page.get_nowait()
        if text.startswith("event: present"):
            found.append(json.loads(text.split("data: ", 1)[1]))
    return found


def test_people_hear_of_each_other_and_never_of_themselves() -> None:
    presence, mine, theirs = Presence(), asyncio.Queue[str](), asyncio.Queue[str]()
    presence.join(17, 1, mine, 0.0)
    assert heard(mine) == [{}]
    token = presence.join(17, 2, theirs, 1.0)
    assert heard(mine) == [{"2": False}]
    assert heard(theirs) == [{"1": False}]
    presence.beat(token, 2.0, doing=True)
    assert heard(mine) == [{"2": True}]
    presence.leave(token)
    assert heard(mine) == [{}]


def test_two_pages_of_one_person_are_one_person() -> None:
    presence, mine = Presence(), asyncio.Queue[str]()
    presence.join(17, 1, mine, 0.0)
    first, second = (presence.join(17, 2, asyncio.Queue[str](), 0.0) for _ in range(2))
    presence.beat(second, 1.0, doing=True)
    assert heard(mine)[-1] == {"2": True}
    presence.leave(first)
    assert heard(mine)[-1] == {"2": True}
    presence.leave(second)
    assert heard(mine)[-1] == {}


def test_another_order_is_another_room() -> None:
    presence, mine = Presence(), asyncio.Queue[str]()
    presence.join(17, 1, mine, 0.0)
    presence.join(18, 2, asyncio.Queue[str](), 0.0)
    assert heard(mine) == [{}]


def test_whoever_gives_no_sign_of_life_is_forgotten_within_a_minute() -> None:
    presence, mine, theirs = Presence(), asyncio.Queue[str](), asyncio.Queue[str]()
    own, token = presence.join(17, 1, mine, 0.0), presence.join(17, 2, theirs, 0.0)
    for second in range(12, 60, 12):
        presence.beat(own, float(second), doing=False)
    presence.sweep(LEASE_SECONDS - 0.1)
    assert heard(mine)[-1] == {"2": False}
    presence.sweep(55.0)
    assert heard(mine)[-1] == {}
    presence.beat(token, 56.0, doing=True)
    assert heard(mine) == [], "the token of a page that was forgotten is nobody's"


def test_a_token_tells_nothing_and_is_guessed_by_nobody() -> None:
    presence = Presence()
    tokens = {presence.join(17, 1, asyncio.Queue[str](), 0.0) for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 20
    presence.leave("nobody")
    presence.beat("nobody", 0.0, doing=True)
