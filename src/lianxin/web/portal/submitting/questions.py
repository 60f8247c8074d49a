"""What a citizen is asked, step by step, in plain words."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language

from lianxin.law.lamps import Spoken
from lianxin.law.words import CallerKind, Language, RequestType
from lianxin.records.choices import division_tree
from lianxin.records.submissions import Begun
from lianxin.web.portal.asking import Choice, Group, Question, choices_of
from lianxin.web.portal.submitting.terms import reply_term
from lianxin.web.shell import rules_of

NAMES_SUBJECT = (RequestType.COMPLAIN, RequestType.TIP_OFF)
"""Types of which it must be said whom they are about (R13)."""
PHONE, MAILBOX, ANONYMOUS = "phone", "mailbox", "anonymous"
WISHES = ("secret", "text_only", "reply_waived")
YES = "yes"
LONG, SHORT = 200, 60
"""Characters of a place or a subject, and of a name."""

TYPE = Question("request_type", Spoken("是哪一类？", "What kind of matter is it?"), "one", choices_of(RequestType))
ACCOUNT = Question(
    "account",
    Spoken("发生了什么？", "What happened?"),
    "area",
    help=Spoken(
        "请写：什么时候、在哪里、什么事、想怎么解决", "Say when, where and what, and what you would like to be done"
    ),
)
SUBJECT = Question(
    "subject",
    Spoken("反映的是谁？", "Whom is it about?"),
    help=Spoken(
        "投诉、举报要填：单位名称，或者人员姓名、工号；不知道可写“不清楚”",
        "Needed for complaints and tip-offs: the office or the person; write “not known” if you cannot tell",
    ),
    most=LONG,
)
ADDRESS = Question(
    "address",
    Spoken("在什么地方？", "Where is it?"),
    help=Spoken(
        "例如：××路××号、××小区××号楼、××路口", "For example: road and number, housing estate and building, crossing"
    ),
    optional=True,
    most=LONG,
)
KIND = Question(
    "kind",
    Spoken("您是", "You are"),
    "one",
    (
        Choice(CallerKind.NATURAL_PERSON.value, Spoken("个人", "A person")),
        Choice(CallerKind.LEGAL_PERSON.value, Spoken("企业等法人", "A company or other legal person")),
        Choice(CallerKind.ORGANISATION.value, Spoken("其他组织", "Another organisation")),
    ),
)
WAY = Question(
    "way",
    Spoken("怎样联系您？", "How can we reach you?"),
    "one",
    (
        Choice(PHONE, Spoken("留手机号", "By telephone")),
        Choice(MAILBOX, Spoken("留邮箱", "By e-mail")),
        Choice(ANONYMOUS, Spoken("匿名", "Anonymous")),
    ),
    help=Spoken(
        "匿名：不用留姓名和联系方式，我们无法回复您；可凭编号和查询码查进度",
        "Anonymous: we cannot answer you; by number and query code you see how it goes",
    ),
)
NUMBER = Question(
    "phone",
    Spoken("您的手机号", "Your telephone number"),
    "tel",
    help=Spoken("用来联系您、回访和告诉您结果", "To reach you, to ask you back and to tell you the result"),
    autocomplete="tel",
    digits=True,
    most=SHORT,
)
MAIL = Question(
    "mail",
    Spoken("您的邮箱", "Your e-mail address"),
    help=Spoken("用来联系您和告诉您结果", "To reach you and to tell you the result"),
    autocomplete="email",
    most=LONG,
)
NAME = Question(
    "name",
    Spoken("怎么称呼您？", "What is your name?"),
    help=Spoken("姓名，或者单位名称", "Your name, or that of your organisation"),
    optional=True,
    autocomplete="name",
    most=SHORT,
)
LANGUAGE = Question(
    "language",
    Spoken("用什么语言答复您？", "In which language shall we answer?"),
    "one",
    (
        Choice(Language.MANDARIN.value, Spoken("普通话", "Chinese")),
        Choice(Language.ENGLISH.value, Spoken("英语", "English")),
        Choice(Language.OTHER.value, Spoken("其他语言", "Another language")),
    ),
)
MINOR = Question(
    "minor",
    Spoken("未成年人", "Under 18"),
    "several",
    (
        Choice(
            YES,
            Spoken("我不满 18 周岁", "I am under 18"),
            Spoken("我们会为您保密，按您愿意的方式联系您", "We keep it secret, and reach you the way you want"),
        ),
    ),
    optional=True,
)
CALLBACK_WISH = Question(
    "callback_wish",
    Spoken("什么时候、怎样联系您合适？", "When and how may we reach you?"),
    help=Spoken(
        "例如：周末白天发短信，不要打到家里", "For example: by message at the weekend, not by telephone at home"
    ),
    optional=True,
    most=LONG,
)
_SECRET = Choice(
    "secret",
    Spoken("为我保密", "Keep me secret"),
    Spoken(
        "选了：办理单位看不到您的姓名、电话和原件，通过热线中心与您联系。不选：办理单位会直接联系您。",
        "With it, the office in charge sees neither name nor number nor your files, and reaches you through the "
        "hotline. Without, it may contact you directly.",
    ),
)
_TEXT_ONLY = Choice(
    "text_only",
    Spoken("只用文字联系我", "Reach me in writing only"),
    Spoken("用短信或邮件回复，不打电话", "By text message or e-mail, no calls"),
)


def asked(name: str, request: HttpRequest, begun: Begun) -> list[Question]:
    """The questions of a step, with what stands in them."""
    found = {"what": _what, "where": _where, "who": _who, "wishes": _wishes}[name](request, begun)
    return [one.answered(begun.words.get(one.name, one.given)) for one in found]


def _what(request: HttpRequest, begun: Begun) -> list[Question]:
    _ = request, begun
    return [TYPE, ACCOUNT, SUBJECT]


def _where(request: HttpRequest, begun: Begun) -> list[Question]:
    _ = begun
    division = Question(
        "division",
        Spoken("哪个区、哪个街道？", "In which district and subdistrict?"),
        "select",
        groups=_places(rules_of(request).revision),
        help=Spoken(
            "选得准，转得快；不清楚可不选",
            "The closer you choose, the faster it gets there; leave it if you are not sure",
        ),
        optional=True,
    )
    return [ADDRESS, division]


def _who(request: HttpRequest, begun: Begun) -> list[Question]:
    _ = request, begun
    language = Language.ENGLISH if (get_language() or "").startswith("en") else Language.MANDARIN
    return [
        KIND.answered([CallerKind.NATURAL_PERSON.value]),
        WAY.answered([PHONE]),
        NUMBER,
        MAIL,
        NAME,
        LANGUAGE.answered([language.value]),
        MINOR,
        CALLBACK_WISH,
    ]


def _wishes(request: HttpRequest, begun: Begun) -> list[Question]:
    """Who is anonymous cannot be answered, and is not asked how; a tip-off and a child are secret without asking."""
    choices = [] if always_secret(begun) else [_SECRET]
    if begun.first("way") != ANONYMOUS:
        choices += [_TEXT_ONLY, _waived(request, begun)]
    if not choices:
        return []
    return [Question("wishes", Spoken("您的要求", "Your wishes"), "several", tuple(choices), optional=True)]


def _waived(request: HttpRequest, begun: Begun) -> Choice:
    term = reply_term(request, begun.first("request_type"))
    until = Spoken(f"：从转交之日起 {term.zh}内", f", within {term.en} of its transfer") if term.zh else Spoken()
    note = Spoken(f"不选就会回复您{until.zh}", f"Otherwise you get an answer{until.en}")
    return Choice("reply_waived", Spoken("不需要回复", "I need no answer"), note)


def always_secret(begun: Begun) -> bool:
    """Tip-offs and what children say (R32, R65)."""
    return begun.first("request_type") == RequestType.TIP_OFF or YES in begun.words.get("minor", ())


@lru_cache(maxsize=1)
def _places(revision: UUID) -> tuple[Group, ...]:
    """Districts with their streets and towns; kept until the city's data change."""
    _ = revision
    return tuple(
        Group(
            Spoken(top.zh, top.en),
            (
                Choice(top.value, Spoken(f"{top.zh}（不清楚街道）", f"{top.en} (subdistrict not known)")),
                *(Choice(one.value, Spoken(one.zh, one.en)) for one in below),
            ),
        )
        for top, below in division_tree()
    )
