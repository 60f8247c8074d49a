"""Files of an order: added with their kind read off their content, handed out as what they are and never run."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from lianxin import actions
from lianxin.access import Part, Reading, may
from lianxin.law import transitions
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.records.files import place_of
from lianxin.records.models import Attachment
from lianxin.web.acts.answers import Wrong
from lianxin.web.acts.card import card
from lianxin.web.acts.fitting import Desk
from lianxin.web.acts.form import errors_text
from lianxin.web.acts.showing import done, door_of, new_key, order_href, refusal_context, show_form
from lianxin.web.acts.storage import LARGEST, MEGABYTE, Stored, remove, store
from lianxin.web.acts.texts import in_file_name
from lianxin.web.citations import cited
from lianxin.web.orders.open import open_draft

ROW = transitions.BY_ACTION["attach"]
SANDBOX = "sandbox; default-src 'none'"
"""The policy of a file that a browser is handed: nothing in it may run or load."""


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Asks for a file, or keeps it: first its bytes, then the act; a refused act takes the bytes away again."""
    _, draft, reading = open_draft(request, number)
    desk = Desk("attach", draft, reading)
    refusal = may(draft, "attach")
    if refusal is not None:
        raise refusal
    if request.method != "POST":
        return _ask(request, desk)
    upload = request.FILES.get("file")
    restricted = request.POST.get("restricted", "yes") != "no"
    try:
        if upload is None:
            raise Wrong("请选择文件", "Choose a file")
        if not restricted:
            _check_name(desk, upload.name or "")
        stored = store(upload)
    except Wrong as wrong:
        return _ask(request, desk, error=wrong.said, restricted=restricted, status=422)
    try:
        did = actions.attach(door_of(request), order=draft.order.id, file=_entry(stored, restricted=restricted))
    except Refused as problem:
        remove(stored)
        return _ask(request, desk, refusal=problem, restricted=restricted, status=409)
    return done(request, draft.order.number, did, Spoken(f"已添加：{stored.name}", f"Added: {stored.name}"))


@require_GET
def attachment(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """Hands out a file to be saved, to whoever may see it; the same 404 for unknown, destroyed and forbidden ones."""
    loaded, _, reading = open_draft(request, number)
    row = Attachment.objects.filter(pk=pk, order_id=loaded.aggregate.order.id, destroyed_at__isnull=True).first()
    if row is None or not may_have(reading, row):
        raise Http404
    try:
        file = place_of(row.storage_key).open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = FileResponse(file, as_attachment=True, filename=row.name, content_type=row.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response


def may_have(reading: Reading, row: Attachment) -> bool:
    """Restricted originals are for those who see originals (R45); versions for answers for all who see the work."""
    return (Part.ORIGINALS if row.restricted else Part.WORK) in reading


def _check_name(desk: Desk, name: str) -> None:
    """Units read the names of the files they see."""
    if (found := in_file_name(desk, name)).zh:
        raise Wrong(
            f"文件名中有{found.zh}，请改名后再添加", f"The file's name carries {found.en}: give it another name"
        )


def _entry(stored: Stored, *, restricted: bool) -> actions.FileEntry:
    return actions.FileEntry(
        name=stored.name,
        media_type=stored.media_type,
        size=stored.size,
        digest=stored.digest,
        storage_key=stored.storage_key,
        restricted=restricted,
    )


def _ask(
    request: HttpRequest,
    desk: Desk,
    *,
    error: Spoken | None = None,
    refusal: Refused | None = None,
    restricted: bool = True,
    status: int = 200,
) -> HttpResponse:
    number = desk.draft.order.number
    form = {
        "href": reverse("attach", args=[number]),
        "title": Spoken(ROW.zh, ROW.en),
        "article": cited(ROW.articles[0]),
        "fields": _fields(error, restricted=restricted),
        "hidden": [{"name": "request_key", "value": new_key()}],
        "refusal": refusal_context(refusal) if refusal is not None else None,
        "errors_text": errors_text({"file": error} if error else {}),
        "submit": {"text": Spoken("添加", "Add"), "tone": "primary"},
        "cancel_href": order_href(number),
    }
    return show_form(request, form, page="orders/action.html", context=card(desk), status=status)


def _fields(error: Spoken | None, *, restricted: bool) -> list[dict[str, Any]]:
    most = LARGEST // MEGABYTE
    kinds = (
        ("yes", Spoken("原件（限制查看）", "Original, restricted")),
        ("no", Spoken("可用于答复的处理版", "Version for answers")),
    )
    return [
        {
            "name": "file",
            "kind": "file",
            "label": Spoken("文件", "File"),
            "required": True,
            "error": error or "",
            "help": Spoken(
                f"图片、录音、视频、PDF、文档，最大 {most} MB",
                f"Picture, recording, video, PDF or document, {most} MB at most",
            ),
        },
        {
            "name": "restricted",
            "kind": "segmented",
            "label": Spoken("用途", "Use"),
            "choices": [
                {"value": value, "text": text, "key": str(place), "selected": (value == "yes") is restricted}
                for place, (value, text) in enumerate(kinds, 1)
            ],
            "help": Spoken(
                "处理版须遮盖人脸、车牌、证件号和第三人信息", "It hides faces, plates, id numbers and third parties"
            ),
        },
    ]
