"""A lost query code: number and own contact, a one-time code to that contact, and a new query code (R47)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from lianxin import actions
from lianxin.actions import Door
from lianxin.actions.try_contact import try_contact
from lianxin.actions.try_one_time_code import try_one_time_code
from lianxin.law.actors import Actor
from lianxin.law.lamps import Spoken
from lianxin.law.numbers import parse_number
from lianxin.law.refusals import Refused
from lianxin.law.words import AddressKind, Role
from lianxin.messaging.ways import goes_to
from lianxin.records.load import read_order
from lianxin.records.query_codes import CodeHolder
from lianxin.vault.digests import normalise_phone
from lianxin.vault.errors import VaultError
from lianxin.web.handed import in_threes
from lianxin.web.plain import plain
from lianxin.web.portal.asking import NOTHING, Question, wrong
from lianxin.web.portal.following import codes
from lianxin.web.portal.following.asking import LONG, NUMBER, TOO_OFTEN, asked_number, stranger
from lianxin.web.portal.following.visit import Visit, keep_visit
from lianxin.web.portal.frame import WRITTEN, facts_of, for_citizens, keep, show, source_of
from lianxin.web.sealed import sealed, unsealed

COOKIE = "lost_code"

CONTACT = Question(
    "contact",
    Spoken("提交时留的手机号或邮箱", "The telephone number or mailbox you left"),
    autocomplete="email",
    most=LONG,
)
EMPTY = Spoken("请填写手机号或邮箱", "Give the telephone number or mailbox")
NO_NUMBER = Spoken("手机号应为 11 位；座机请带区号", "A mobile number has 11 digits; a landline needs its area code")
NO_WAY = Spoken(
    "目前不能向这种联系方式发送验证码，请打电话找回", "No code can be sent there at present: please call us"
)


@sensitive_post_parameters("contact")
@for_citizens(methods=WRITTEN, personal=True)
def lost(request: HttpRequest) -> HttpResponse:
    """Asks for number and contact. Whether they belong together, the answer does not say."""
    if request.method != "POST":
        return _page(request, NUMBER, CONTACT)
    number, contact = asked_number(request), _asked_contact(request)
    if wrong((number, contact)):
        return _page(request, number, contact, status=422)
    try:
        holder = _found(request, number.value, contact.value)
    except Refused:
        return _page(request, number, CONTACT.answered([contact.value], TOO_OFTEN), status=429)
    response = HttpResponseRedirect(reverse("portal_lost_code"))
    known = f"{parse_number(number.value)} {holder.order if holder else 0:020d} {holder.caller if holder else 0:05d}"
    seconds = facts_of(request).code_minutes * 60
    keep(response, COOKIE, sealed(known, COOKIE), seconds=seconds, path=reverse("portal_lost"))
    return response


def _asked_contact(request: HttpRequest) -> Question:
    typed = plain(request.POST.get("contact", ""))[:LONG]
    kind, error = AddressKind.MAILBOX, NOTHING if typed else EMPTY
    if typed and "@" not in typed:
        kind = AddressKind.PHONE
        try:
            normalise_phone(typed)
        except VaultError:
            error = NO_NUMBER
    if error == NOTHING and not goes_to(kind):
        error = NO_WAY
    return CONTACT.answered([typed], error)


def _found(request: HttpRequest, number: str, contact: str) -> CodeHolder | None:
    """Whoever is found is sent a code; raises Refused only after too many tries, whatever the number."""
    door = stranger(request)
    try:
        holder = try_contact(door, number=number, contact=contact, source=source_of(request))
    except Refused as refusal:
        if refusal.code == "query_code_wrong":
            return None
        raise
    try:
        actions.send_one_time_code(_door(door, holder), order=holder.order, caller=holder.caller)
    except Refused:
        return holder  # too many have gone there: the last one is good for a while
    return holder


def _door(door: Door, holder: CodeHolder) -> Door:
    """The caller who is about to prove themselves, or just has."""
    person = read_order(holder.order).aggregate.caller[holder.caller].person
    return Door(Actor(role=Role.CALLER, person=person, caller=holder.caller), door.now, door.request_key)


@sensitive_post_parameters("code")
@for_citizens(methods=WRITTEN, personal=True)
def lost_code(request: HttpRequest) -> HttpResponse:
    """Asks for the one-time code; then there is a new query code, shown once, and the matter is open."""
    known = unsealed(request.COOKIES.get(COOKIE, ""), COOKIE)
    if not isinstance(known, str):
        return HttpResponseRedirect(reverse("portal_lost"))
    if request.method != "POST":
        return _code_page(request, codes.CODE)
    number, order, caller = known.split(" ")
    holder = CodeHolder(int(order), int(caller)) if int(order) else None
    typed, door = codes.typed_code(request), stranger(request)
    try:
        if not typed:
            return _code_page(request, codes.CODE.answered([], codes.NOT_SIX), status=422)
        try_one_time_code(door, holder=holder, code=typed, lasts=codes.lasting(request))
    except Refused:
        return _code_page(request, codes.CODE.answered([], codes.WRONG), status=422)
    return _renewed(request, door, number, holder)


def _renewed(request: HttpRequest, door: Door, number: str, holder: CodeHolder | None) -> HttpResponse:
    if holder is None:
        raise Refused("one_time_code_wrong")
    new = ""
    try:
        done = actions.renew_query_code(_door(door, holder), order=holder.order, caller=holder.caller)
        new = next((in_threes(one.code) for one in done.query_codes), "")
    except Refused:
        new = ""  # an order that was put away gets no new code; what was proved opens it all the same
    visit = Visit(number, holder, verified=True)
    response = show(request, "portal/following/renewed.html", {"number": number, "code": new, "href": visit.path})
    keep_visit(request, response, visit)
    response.delete_cookie(COOKIE, path=reverse("portal_lost"))
    return response


def _page(request: HttpRequest, *questions: Question, status: int = 200) -> HttpResponse:
    context = {"questions": questions, "wrong": wrong(questions)}
    return show(request, "portal/following/lost.html", context, status=status)


def _code_page(request: HttpRequest, question: Question, status: int = 200) -> HttpResponse:
    context = {"question": question, "wrong": wrong([question]), "minutes": facts_of(request).code_minutes}
    return show(request, "portal/following/lost_code.html", context, status=status)
