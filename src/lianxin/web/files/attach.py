"""Files added to an order by themselves: first their bytes, then the act; a refused act takes the bytes away again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxin import actions
from lianxin.access import may
from lianxin.law import transitions
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.visibility import sees_file
from lianxin.records.models import Attachment
from lianxin.web.acts.answers import Wrong
from lianxin.web.acts.card import card
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import errors_text
from lianxin.web.acts.showing import done, door_of, new_key, refusal_context, show_form
from lianxin.web.acts.texts import in_file_name
from lianxin.web.addresses import here_href, listed_field
from lianxin.web.citations import cited
from lianxin.web.files.taking import Taken, files_field, take
from lianxin.web.orders.open import open_draft

ROW = transitions.BY_ACTION["attach"]


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Asks for files, or keeps them; `original`: of which one they are the version for answers."""
    desk = desk_for_files(request, number)
    original = _original(request, desk)
    restricted = original is None and request.POST.get("restricted", "yes") != "no"
    if request.method != "POST":
        return _ask(request, desk, Taken(), original=original, restricted=original is None)
    door = door_of(request)
    taken = take(request, door)
    try:
        _check(desk, taken, restricted=restricted)
        given = taken.entries(restricted=restricted, original=original.pk if original else None)
        did = actions.attach(replace(door, files=given), order=desk.draft.order.id)
    except (Wrong, Refused) as problem:
        taken.put_back()
        return _ask(request, desk, taken, problem, original=original, restricted=restricted)
    taken.done()
    count = len(given)
    said = Spoken(f"已添加 {count} 个文件", f"{count} files added" if count > 1 else "1 file added")
    return done(request, desk.draft.order.number, did, said)


def desk_for_files(request: HttpRequest, number: str) -> Desk:
    """The order before somebody who may add files to it now; refuses everybody else."""
    _, draft, reading = open_draft(request, number)
    refusal = may(draft, "attach")
    if refusal is not None:
        raise refusal
    return Desk("attach", draft, reading)


def _original(request: HttpRequest, desk: Desk) -> Attachment | None:
    asked = request.POST.get("original") or request.GET.get("original") or ""
    return original_of(desk, int(asked)) if asked.isdecimal() and len(asked) < 19 else None


def original_of(desk: Desk, pk: int) -> Attachment:
    """A restricted original of this order that the person may open; the same 404 for every other."""
    rows = Attachment.objects.filter(order_id=desk.draft.order.id, restricted=True, destroyed_at__isnull=True)
    row = rows.filter(pk=pk).first()
    if row is None or not sees_file(desk.draft, restricted=True, given_by=row.unit_id):
        raise Http404
    return row


def _check(desk: Desk, taken: Taken, *, restricted: bool) -> None:
    if taken.error is not None:
        raise Wrong(taken.error.zh, taken.error.en)
    if not taken:
        raise Wrong("请选择文件", "Choose a file")
    if not restricted:
        for one in taken.files:
            check_name(desk, one.name)


def check_name(desk: Desk, name: str) -> None:
    """Units read the names of the files they see."""
    if (found := in_file_name(desk, name)).zh:
        raise Wrong(
            f"文件名中有{found.zh}，请改名后再添加", f"The file's name carries {found.en}: give it another name"
        )


def _ask(
    request: HttpRequest,
    desk: Desk,
    taken: Taken,
    problem: Wrong | Refused | None = None,
    *,
    original: Attachment | None,
    restricted: bool,
) -> HttpResponse:
    number = desk.draft.order.number
    if isinstance(problem, Wrong):
        taken.error = problem.said
    fields = [files_field(taken, required=True)]
    if original is None:
        fields.append(_use(restricted=restricted))
    key = request.POST.get("request_key") if isinstance(problem, Wrong) else ""
    form: dict[str, Any] = {
        "href": reverse("attach", args=[number]),
        "title": Spoken("上传答复版", "Upload a version for answers") if original else Spoken(ROW.zh, ROW.en),
        "intro": _of(original) if original else "",
        "article": cited("R45"),
        "fields": fields,
        "hidden": [{"name": "request_key", "value": key or new_key()}]
        + ([{"name": "original", "value": original.pk}] if original else [])
        + listed_field(request),
        "refusal": refusal_context(problem) if isinstance(problem, Refused) else None,
        "errors_text": errors_text({"files": taken.error} if taken.error else {}),
        "submit": {"text": Spoken("添加", "Add"), "tone": "primary"},
        "cancel_href": here_href(request, number),
    }
    status = 200 if problem is None else 409 if isinstance(problem, Refused) else 422
    return show_form(request, form, page="orders/action.html", context=card(desk, form["cancel_href"]), status=status)


def _of(original: Attachment) -> Spoken:
    return Spoken(
        f"“{original.name}”的答复版：须已遮盖人脸、车牌、证件号和第三人信息，可给来电人和各承办单位看。",
        f"Of “{original.name}”: with faces, plates, id numbers and third parties hidden; callers and units may see it.",
    )


def _use(*, restricted: bool) -> dict[str, Any]:
    kinds = (
        ("yes", Spoken("原件（限制查看）", "Original, restricted")),
        ("no", Spoken("答复版", "Version for answers")),
    )
    return {
        "name": "restricted",
        "kind": "segmented",
        "label": Spoken("用途", "Use"),
        "choices": [
            {"value": value, "text": text, "key": str(place), "selected": (value == "yes") is restricted}
            for place, (value, text) in enumerate(kinds, 1)
        ],
        "help": Spoken(
            "答复版给来电人和各承办单位看，须已遮盖人脸、车牌、证件号和第三人信息；只收图片、PDF 和纯文本；"
            "图片原件可在添加后在线遮盖",
            "Callers and all units see a version for answers: faces, plates, id numbers and third parties must be "
            "hidden. It is a picture, a PDF or plain text. A picture can be covered here once it is added",
        ),
    }
