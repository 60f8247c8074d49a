"""What a caller does with their matter: words first, then a page that says what comes of it, then it is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from lianxin import actions
from lianxin.actions import Done, Door
from lianxin.law.decisions.callers import NewWishes
from lianxin.law.decisions.retaliation import Report
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.transitions import ENDED
from lianxin.law.words import Channel
from lianxin.web.acts.answers import Wrong
from lianxin.web.files.taking import FRESH, Taken, take
from lianxin.web.handed import in_threes
from lianxin.web.plain import plain
from lianxin.web.portal.asking import NOTHING, Question, wrong
from lianxin.web.portal.following.matter import Matter, followed
from lianxin.web.portal.following.page import prove_first, show_matter
from lianxin.web.portal.following.photos import bare
from lianxin.web.portal.following.whom import Whom, ask_whom
from lianxin.web.portal.following.words import WAYS, Way, why_not
from lianxin.web.portal.frame import show
from lianxin.web.refusing import in_one

SAY = Spoken("请写几句", "Please write a few words")
PHOTOS = Question(
    FRESH,
    Spoken("照片或 PDF", "Photographs or PDF"),
    kind="files",
    help=Spoken(
        "一次最多 10 个，每个 20 MB；拍摄地点等信息会自动去掉", "Up to 10, 20 MB each; where they were taken is removed"
    ),
    optional=True,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a caller wrote, and whom they named."""

    words: str
    whom: Whom


Do = Callable[[Door, Matter, Said], Done]

DOING: Mapping[str, Do] = {
    "object": lambda door, m, said: actions.object(door, order=m.order.id, caller=m.caller, text=said.words),
    "demand_explanation": lambda door, m, said: actions.demand_explanation(
        door, order=m.order.id, caller=m.caller, text=said.words
    ),
    "supplement": lambda door, m, said: actions.supplement(door, order=m.order.id, caller=m.caller, text=said.words),
    "urge": lambda door, m, said: actions.urge(door, order=m.order.id, reason=said.words),
    "contest": lambda door, m, said: actions.contest(door, order=m.order.id, caller=m.caller, note=said.words),
    "request_reopening": lambda door, m, said: actions.request_reopening(
        door, order=m.order.id, caller=m.caller, text=said.words
    ),
    "withdraw": lambda door, m, said: actions.withdraw(door, order=m.order.id, caller=m.caller, reason=said.words),
    "change_wishes": lambda door, m, _: actions.change_wishes(
        door, order=m.order.id, caller=m.caller, wishes=NewWishes(secret=True)
    ),
    "demand_recusal": lambda door, m, said: actions.demand_recusal(
        door, order=m.order.id, caller=m.caller, reason=said.words, unit=said.whom.unit, staff=said.whom.staff
    ),
    "report_retaliation": lambda door, m, said: actions.report_retaliation(
        door, order=m.order.id, caller=m.caller, said=_report(said)
    ),
}
"""Each act through the one door."""


def _report(said: Said) -> Report:
    whom = said.whom
    return Report(said.words, unit=whom.unit, staff=whom.staff, person=whom.words, channel=Channel.WEB)


@followed("GET", "HEAD", "POST")
def act(request: HttpRequest, matter: Matter, action: str) -> HttpResponse:
    """The form of an act, its confirmation, and the act; what cannot be done now says why, on the matter's page."""
    way = WAYS.get(action)
    if way is None:
        raise Http404
    if matter.hides(action):
        return prove_first(request, matter)
    may = matter.act(action)
    if may.refusal is not None:
        return _refused(request, matter, action, may.refusal)
    photos = [PHOTOS] if action == "supplement" else []
    asked = ask_whom(request, matter, way)
    questions = [*asked.questions, *_words(request, action, way), *photos]
    if request.method != "POST":
        return _form(request, matter, action, [one.answered([]) for one in questions])
    if wrong(questions):
        return _form(request, matter, action, questions, status=422)
    if way.confirm != NOTHING and request.POST.get("confirmed") != "yes":
        return _form(request, matter, action, questions, sure=request.POST.get("back") != "yes")
    return _do(request, matter, action, questions, asked.whom)


def _words(request: HttpRequest, action: str, way: Way) -> list[Question]:
    """The one question in words; secrecy asks for none."""
    if action == "change_wishes":
        return []
    said = plain(request.POST.get("said", ""))
    asked = Question("said", way.asked, kind="area", help=way.help, optional=way.needless)
    said = said[: asked.most]
    return [asked.answered([said], NOTHING if said or way.needless else SAY)]


def _do(request: HttpRequest, matter: Matter, action: str, questions: list[Question], whom: Whom) -> HttpResponse:
    said = Said(next((one.value for one in questions if one.name == "said"), ""), whom)
    door, taken = matter.door(action), Taken()
    try:
        if action == "supplement":
            taken = take(request, door)
            if taken.error is not None:
                raise Wrong(taken.error.zh, taken.error.en)
            door = replace(door, files=bare(taken))
        done = DOING[action](door, matter, said)
    except Wrong as problem:
        taken.put_back()
        shown = [*questions[:-1], PHOTOS.answered([], problem.said)]
        return _form(request, matter, action, shown, status=422)
    except Refused as refusal:
        taken.put_back()
        return _refused(request, matter, action, refusal)
    taken.done()
    if done.query_codes:
        return _registered(request, done)
    return HttpResponseRedirect(f"{matter.home_href}?done={action}")


def _registered(request: HttpRequest, done: Done) -> HttpResponse:
    """The act made a matter of its own: its number and query code, shown here once and on no page of this one."""
    context = {"number": done.number, "code": in_threes(done.query_codes[0].code)}
    return show(request, "portal/following/registered.html", context)


def _refused(request: HttpRequest, matter: Matter, action: str, refusal: Refused) -> HttpResponse:
    said = why_not(action, refusal, ended=matter.order.state in ENDED)
    name = WAYS[action].name
    reason = Spoken(f"{name.zh}：{said.zh}", f"{name.en}: {said.en}") if said.zh else in_one(refusal)
    return show_matter(request, matter, refused=reason, status=409)


def _form(
    request: HttpRequest,
    matter: Matter,
    action: str,
    questions: list[Question],
    *,
    sure: bool = False,
    status: int = 200,
) -> HttpResponse:
    way = WAYS[action]
    context = {
        "matter": matter,
        "way": way,
        "href": matter.href("act", action),
        "questions": questions,
        "wrong": wrong(questions),
        "sure": sure or (way.confirm != NOTHING and not questions),
        "key": matter.key,
        "with_files": PHOTOS.name in [one.name for one in questions],
    }
    return show(request, "portal/following/act.html", context, status=status)
