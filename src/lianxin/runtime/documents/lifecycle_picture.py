"""The picture of an order's life: states on a line, moves as arcs, each arc numbered and named below."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from lianxin.law.transitions import ROWS
from lianxin.law.words import OrderState

STATES = tuple(OrderState)
STEP, LEFT, NODE_WIDTH, NODE_HEIGHT = 150, 95, 104, 50
RISE, FLAT, LINE, COLUMNS = 27, 20, 20, 3
WIDTH = LEFT * 2 + STEP * (len(STATES) - 1)
FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','WenQuanYi Micro Hei',system-ui,sans-serif"
ONWARD, BACK, INK, SOFT = "#0f4cad", "#8a5a00", "#1b2638", "#4a586d"


@dataclass(frozen=True, slots=True)
class Move:
    """All acts (by Chinese name) that lead from one state to another; `start` and `end` are places on the line."""

    number: int
    start: int
    end: int
    acts: tuple[str, ...]

    @property
    def onward(self) -> bool:
        """Whether the move leads to the right."""
        return self.end > self.start

    @property
    def distance(self) -> int:
        """How many states it spans."""
        return abs(self.end - self.start)


def moves() -> tuple[Move, ...]:
    """Every change of state that a row allows, in the order of the line."""
    pairs = sorted(
        {
            (STATES.index(start), STATES.index(end))
            for row in ROWS
            for start, ends in row.moves.items()
            for end in ends
            if start is not end
        }
    )
    return tuple(Move(n, start, end, _acts(start, end)) for n, (start, end) in enumerate(pairs, start=1))


def svg() -> str:
    """The picture as SVG text; its words are Chinese with the English states below."""
    found = moves()
    lanes = _lanes(found)
    highest = max((lane for move, lane in lanes.items() if move.onward), default=0)
    deepest = max((lane for move, lane in lanes.items() if not move.onward), default=0)
    line = 30 + FLAT + RISE * highest + NODE_HEIGHT // 2
    legend_top = line + NODE_HEIGHT // 2 + FLAT + RISE * deepest + 40
    legend, height = _legend(found, legend_top)
    parts = [*(_arc(move, lanes, line) for move in found), *_nodes(line), *legend]
    return "\n".join([*_head(height), *parts, "</svg>"]) + "\n"


def _acts(start: int, end: int) -> tuple[str, ...]:
    return tuple(row.zh for row in ROWS if STATES[end] in row.moves.get(STATES[start], ()))


def _lanes(found: Sequence[Move]) -> dict[Move, int]:
    """How far from the line each arc runs: short ones first, no two that overlap in one lane."""
    lanes: dict[Move, int] = {}
    for move in sorted(found, key=lambda each: (each.distance, each.number)):
        near, far = sorted((move.start, move.end))
        taken = {
            lane
            for other, lane in lanes.items()
            if other.onward == move.onward
            and max(near, min(other.start, other.end)) < min(far, max(other.start, other.end))
        }
        lanes[move] = next(lane for lane in range(1, len(found) + 2) if lane not in taken)
    return lanes


def _head(height: int) -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    yield f' font-family="{FONT}" font-size="13" role="img" aria-labelledby="title">'
    yield '<title id="title">工单的一生 The life of an order</title>'
    yield f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    for name, colour in (("onward", ONWARD), ("back", BACK)):
        yield (
            f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
        )


def _nodes(line: int) -> Iterator[str]:
    """The states, and the point where a life begins."""
    edge = LEFT - NODE_WIDTH // 2
    yield f'<circle cx="12" cy="{line}" r="6" fill="{INK}"/>'
    yield f'<path d="M18 {line}H{edge - 2}" stroke="{ONWARD}" stroke-width="1.3" marker-end="url(#onward)"/>'
    for place, state in enumerate(STATES):
        x, top = LEFT + STEP * place, line - NODE_HEIGHT // 2
        yield (
            f'<rect x="{x - NODE_WIDTH // 2}" y="{top}" width="{NODE_WIDTH}" height="{NODE_HEIGHT}" rx="4"'
            f' fill="#f4f7fb" stroke="{ONWARD}" stroke-width="1.5"/>'
        )
        yield f'<text x="{x}" y="{line - 3}" text-anchor="middle" fill="{INK}" font-weight="600">{state.zh}</text>'
        yield f'<text x="{x}" y="{line + 15}" text-anchor="middle" fill="{SOFT}" font-size="11">{state.en}</text>'


def _arc(move: Move, lanes: Mapping[Move, int], line: int) -> str:
    """One arc, above the line onward and below it back, with its number at the top."""
    up = -1 if move.onward else 1
    colour, marker = (ONWARD, "onward") if move.onward else (BACK, "back")
    edge = line + up * NODE_HEIGHT // 2
    peak = edge + up * (FLAT + RISE * lanes[move])
    start, end = _foot(move, move.start, lanes), _foot(move, move.end, lanes)
    bend = 16 if start < end else -16
    path = f"M{start} {edge}L{start} {peak - up * 10}Q{start} {peak} {start + bend} {peak}"
    path += f"L{end - bend} {peak}Q{end} {peak} {end} {peak - up * 10}L{end} {edge + up * 2}"
    middle = (start + end) // 2
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.3" marker-end="url(#{marker})"/>'
        f'<circle cx="{middle}" cy="{peak}" r="9.5" fill="#ffffff" stroke="{colour}"/>'
        f'<text x="{middle}" y="{peak + 4}" text-anchor="middle" font-size="11" fill="{colour}">{move.number}</text>'
    )


def _foot(move: Move, place: int, found: Collection[Move]) -> int:
    """Where on its node a move starts or ends: the longest arcs outermost, so that none cross at the node."""
    same_side = [other for other in found if other.onward == move.onward and place in (other.start, other.end)]

    def reach(other: Move) -> tuple[int, int]:
        far = other.end if other.start == place else other.start
        return (1, far - place) if far > place else (-1, far - place)

    leftward = sorted((other for other in same_side if reach(other)[0] < 0), key=lambda other: -reach(other)[1])
    rightward = sorted((other for other in same_side if reach(other)[0] > 0), key=lambda other: -reach(other)[1])
    ordered = [*leftward, *rightward]
    gap = (NODE_WIDTH - 16) / max(len(ordered) + 1, 2)
    return round(LEFT + STEP * place - NODE_WIDTH / 2 + 8 + gap * (ordered.index(move) + 1))


def _legend(found: Sequence[Move], top: int) -> tuple[list[str], int]:
    """The acts of each number in columns, and the height of the whole picture."""
    room = (WIDTH - LEFT) // COLUMNS
    blocks = [_legend_lines(move, room // 7 - 8) for move in found]
    total = sum(map(len, blocks))
    lines: list[str] = []
    column, row, lowest = 0, 0, 0
    for block in blocks:
        if row and row + len(block) // 2 > total / COLUMNS * (1 if column < COLUMNS - 1 else total):
            column, row = column + 1, 0
        for text in block:
            x, y = LEFT // 2 + column * room, top + row * LINE
            weight = ' font-weight="600"' if text is block[0] else ""
            lines.append(f'<text x="{x}" y="{y}" fill="{INK}" font-size="12"{weight}>{escape(text)}</text>')
            row += 1
        lowest = max(lowest, row)
    return lines, top + lowest * LINE + 10


def _legend_lines(move: Move, room: int) -> list[str]:
    first = f"{move.number}　{STATES[move.start].zh} → {STATES[move.end].zh}"
    lines, current = [first], ""
    for part in [f"{act}、" for act in move.acts[:-1]] + [move.acts[-1]]:
        if _breadth(current + part) > room:
            lines.append("　　" + current)
            current = ""
        current += part
    return [*lines, "　　" + current]


def _breadth(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
