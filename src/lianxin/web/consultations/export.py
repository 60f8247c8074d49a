"""The counts of a consultation as a file: by group for each paragraph and question; no word of anybody's."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lianxin.law.consultation_tally import EVERYBODY, Tally
from lianxin.law.consultation_text import Content
from lianxin.law.lamps import Spoken
from lianxin.law.refusals import Refused
from lianxin.law.words import ConsultationState
from lianxin.records.consultations import tally_of
from lianxin.web.consultations.reading import find, may_count
from lianxin.web.consultations.shown import ALL, both, choices_of, labels
from lianxin.web.lists.files import Row, csv_pieces
from lianxin.web.template_tags import said

HEADS = (
    Spoken("项", "Item"),
    Spoken("内容", "Text"),
    Spoken("选项", "Choice"),
    Spoken("人群", "Group"),
    Spoken("份数", "Count"),
    Spoken("答此项的份数", "Answered the item"),
)


@require_safe
def counts_csv(request: HttpRequest, consultation: int) -> HttpResponseBase:
    """One line for each choice and group."""
    row, content = find(request, consultation)
    if not may_count(request) or row.state is ConsultationState.DRAFTED:
        raise Refused("not_your_duty")
    lines = list(count_lines(content, tally_of(row)))  # here, in the reader's language
    response = StreamingHttpResponse(csv_pieces(lines), content_type="text/csv; charset=utf-8")
    name = content_disposition_header(as_attachment=True, filename=f"consultation-{row.pk}.csv")
    response["Content-Disposition"] = name or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def count_lines(content: Content, found: Tally) -> Iterator[Row]:
    """Headings, then the lines."""
    yield [said(head) for head in HEADS]
    named = labels(content)
    groups = [(EVERYBODY, ALL), *((one.code, both(one.zh, one.en)) for one in content.groups)]
    for item in content.items:
        for code, choice in choices_of(item):
            for group, text in groups:
                counts = found.picked[item.serial, code, group], found.answered[item.serial, group]
                yield [
                    said(named[item.serial]),
                    said(both(item.zh, item.en)),
                    said(choice),
                    said(text),
                    *map(str, counts),
                ]
