"""The rules of the house, read off the code itself; each rule is also shown to catch what it forbids."""

from __future__ import annotations

import ast
import dataclasses
import functools
import importlib
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import lianxin.law
from lianxin.law import state, words
from lianxin.law.articles import TEXTS, citation
from lianxin.law.duties import DUTIES
from lianxin.law.refusals import REASONS
from lianxin.law.regime_effects import UNREAD
from lianxin.law.regime_keys import KEYS
from lianxin.law.regime_values import ExtensionRule, RehandleRule, SendBackRule, StopRule
from lianxin.law.transitions import ROWS
from lianxin.law.unit_kinds import UNIT_KINDS
from lianxin.law.visibility import PERSONAL_FIELDS
from lianxin.law.words import Word

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "lianxin"

LAW_TABLES = {
    "law/words.py": "every word of the house",
    "law/article_rows.py": "every cited article",
    "law/refusals.py": "every lawful no",
    "law/coverage.py": "every article of the regulation",
    "law/transitions.py": "every action",
    "law/duties.py": "every duty",
    "law/visibility.py": "every field",
}
"""Tables of the law may be longer than other files: they are read row by row."""

WRITERS = {
    "actions/": "the one door",
    "records/migrations/": "migrations",
    "records/numbers.py": "blocks of order numbers are leased in a short transaction of their own",
    "runtime/bench/": "fills a database of its own with copies, by COPY",
}
"""Who may write through the ORM or by SQL, and why."""

CLOCK_READERS = ("web/", "api/", "jobs/", "runtime/")

CITY_NAMES = re.compile(
    r"济南|云河|潍坊|北京|蚌埠|静安|\b(?:jinan|yunhe|weifang|beijing|bengbu)(?!_(?:\w+_)?\d{4})(?![a-z])", re.IGNORECASE
)
NAMING_FILES = {
    "law/articles.py": "names of the cited texts",
    "law/article_rows.py": "gists of the cited texts",
    "runtime/cli.py": "the example names the demo city's folder",
    "runtime/commands/demo.py": "the demo loads the demo city's folder",
}
SHORT_FOLDERS = {
    "runtime/installation.py": "looks for a folder whose path is short enough for a socket",
    "runtime/embedded_postgres.py": "says where such a folder may lie",
}
"""Who may name a folder that every Unix has."""


@dataclasses.dataclass(frozen=True)
class Module:
    """One Python file: where it stands below the package, its text, and its tree."""

    place: str
    source: str

    @functools.cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @functools.cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@functools.cache
def modules() -> tuple[Module, ...]:
    return tuple(
        Module(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    )


def stands_in(place: str, allowed: dict[str, str] | tuple[str, ...]) -> bool:
    return any(place == name or (name.endswith("/") and place.startswith(name)) for name in allowed)


# --- the rules: each yields one sentence for each breach ---------------------------------------------------------

ALWAYS_WRITES = {
    "bulk_create", "bulk_update", "get_or_create", "update_or_create", "abulk_create", "asave", "adelete",
    "acreate", "aupdate", "create_user", "create_superuser", "set_password",
}  # fmt: skip
QUERYSET_WRITES = {"create", "update", "delete"}
QUERYSET = re.compile(r"\.objects\b|_set\b|\.(?:filter|exclude|select_for_update|all|using)\(")
SQL_WRITES = re.compile(
    r"\s*(?:insert\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|truncate\b|copy\s+[^\s(].*\bfrom\b)", re.IGNORECASE
)
NOT_RECORDS = re.compile(r"\b(?:workbook|book|image|form|session|catalog|catalogue|po)$")


def writes_outside_actions(module: Module) -> Iterator[str]:
    """Only actions/ writes through the ORM; the named exceptions stand in WRITERS with their reasons."""
    if stands_in(module.place, WRITERS):
        return
    said = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            verb, receiver = node.func.attr, ast.unparse(node.func.value)
            if (
                verb in ALWAYS_WRITES
                or (verb == "save" and not NOT_RECORDS.search(receiver))
                or (verb in QUERYSET_WRITES and QUERYSET.search(receiver + "."))
            ):
                yield f"{module.place}:{node.lineno}: .{verb}() writes records outside actions/"
        elif isinstance(node, ast.Constant) and id(node) not in said and SQL_WRITES.match(str(node.value)):
            yield f"{module.place}:{node.lineno}: SQL that writes records outside actions/"


def one_verb_one_file(module: Module) -> Iterator[str]:
    """actions/x.py has exactly one public function, and its name is x."""
    folder, _, name = module.place.rpartition("/")
    if folder != "actions" or name.startswith("_"):
        return
    public = [
        node.name
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    verb = name.removesuffix(".py")
    if public != [verb]:
        yield f"{module.place}: its public names are {public}, it may have only {verb}"


CITED = re.compile(rf"R\d+(?:\(\d+\))*|(?:{'|'.join(TEXTS)}):\S+")


def cites_what_does_not_exist(module: Module) -> Iterator[str]:
    """Each citation written in a law row exists in law/articles.py."""
    if not module.place.startswith(("law/", "access/", "actions/")) or module.place in NAMING_FILES:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CITED.fullmatch(node.value):
            try:
                citation(node.value)
            except KeyError as missing:
                yield f"{module.place}:{node.lineno}: {missing.args[0]}"


def too_long(module: Module) -> Iterator[str]:
    """A function has at most 40 lines and 6 arguments, a file 250 lines that are not blank."""
    lines = sum(1 for line in module.source.splitlines() if line.strip())
    if lines > 250 and module.place not in LAW_TABLES and not module.place.startswith("records/migrations/"):
        yield f"{module.place}: {lines} lines, at most 250"
    for function in module.functions:
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > 40:
            yield f"{module.place}:{function.lineno}: {function.name} has {length} lines, at most 40"
        arguments = function.args
        names = [each.arg for each in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        count = len([name for name in names if name not in {"self", "cls"}])
        if count > 6:
            yield f"{module.place}:{function.lineno}: {function.name} takes {count} arguments, at most 6"


CLOCK = re.compile(
    r"\b(?:datetime|dt|timezone)\.(?:now|utcnow|today|localdate|localtime)$|\bdate\.today$|\btime\.(?:time|localtime|gmtime)$"
)


def reads_the_clock(module: Module) -> Iterator[str]:
    """Only web, api, jobs and runtime read the clock; everywhere else now is an argument."""
    if stands_in(module.place, CLOCK_READERS):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and CLOCK.search(ast.unparse(node)):
            yield f"{module.place}:{node.lineno}: {ast.unparse(node)} reads the clock"
        elif isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield f"{module.place}:{node.value.lineno}: {node.arg} reads the clock"


def names_a_city(module: Module) -> Iterator[str]:
    """A city is data: no city's name stands in Python, outside the names of the cited texts."""
    if module.place in NAMING_FILES:
        return
    for number, line in enumerate(module.source.splitlines(), start=1):
        if found := CITY_NAMES.search(line):
            yield f"{module.place}:{number}: names a city ({found[0]})"


def opens_without_a_sentence(module: Module) -> Iterator[str]:
    """Each module opens with one line a colleague would say aloud, and with the annotations import if it has code."""
    said = ast.get_docstring(module.tree)
    if not said:
        yield f"{module.place}: no docstring"
    elif not said.splitlines()[0].rstrip().endswith((".", "?", "!", ":", "。")):
        yield f"{module.place}: the docstring's first line is no sentence"
    if len(module.tree.body) > 1 and "from __future__ import annotations" not in module.source:
        yield f"{module.place}: no `from __future__ import annotations`"


def logs_a_person(module: Module) -> Iterator[str]:
    """No key of an event's payload is a personal field: the log knows no one by name."""
    for node in ast.walk(module.tree):
        keys: list[ast.expr | None] = []
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith(".facts"):
            keys = [node.slice]
        elif isinstance(node, ast.keyword) and node.arg == "payload" and isinstance(node.value, ast.Dict):
            keys = node.value.keys
        for key in keys:
            if isinstance(key, ast.Constant) and key.value in PERSONAL_FIELDS:
                yield f"{module.place}:{key.lineno}: the payload of an event has the personal key {key.value}"


LEFT_BEHIND = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|tmp)(?:/|\b)")


def leaves_things_behind(module: Module) -> Iterator[str]:
    """No note of unfinished work and no path of one machine."""
    for number, line in enumerate(module.source.splitlines(), start=1):
        found = LEFT_BEHIND.search(line) or MACHINE_PATH.search(line)
        if found and not ("tmp" in found[0] and module.place in SHORT_FOLDERS):
            yield f"{module.place}:{number}: {found[0]}"


SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)(?P<code>(?::\s*[A-Z0-9, ]+|\[[\w, -]+\])?)(?P<why>.*)$")


def silences_without_reason(module: Module) -> Iterator[str]:
    """A silenced check names which one and says why."""
    for number, line in enumerate(module.source.splitlines(), start=1):
        found = SILENCED.search(line)
        if found and (not found["code"] or len(found["why"].strip(" -#—:")) < 8):
            yield f"{module.place}:{number}: a check is silenced without code and reason"


SKIPPED = re.compile(r"pytest\.mark\.(?:skip|skipif|xfail)\b|pytest\.(?:skip|xfail|importorskip)\(")


def skips_a_test(module: Module) -> Iterator[str]:
    """No test is skipped or expected to fail."""
    for number, line in enumerate(module.source.splitlines(), start=1):
        if SKIPPED.search(line):
            yield f"{module.place}:{number}: skips a test"


def waits_by_evaluation(module: Module) -> Iterator[str]:
    """No test waits by evaluating words in the page: the policy forbids it, unless they are true at the first look."""
    for number, line in enumerate(module.source.splitlines(), start=1):
        if ".wait_for_function(" in line:
            yield f"{module.place}:{number}: waits for what the policy lets no page evaluate"


Rule = Callable[[Module], Iterator[str]]

RULES: tuple[Rule, ...] = (
    writes_outside_actions,
    one_verb_one_file,
    cites_what_does_not_exist,
    too_long,
    reads_the_clock,
    names_a_city,
    opens_without_a_sentence,
    logs_a_person,
    leaves_things_behind,
    silences_without_reason,
)

EVERYWHERE: tuple[Rule, ...] = (leaves_things_behind, silences_without_reason, skips_a_test, waits_by_evaluation)

# --- the house keeps them -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule: Rule) -> None:
    assert [breach for module in modules() for breach in rule(module)] == []


@pytest.mark.parametrize("rule", EVERYWHERE, ids=lambda rule: rule.__name__)
def test_the_tests_and_tools_keep_them_too(rule: Rule) -> None:
    files = [*sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "frontend").glob("*.py"))]
    files = [path for path in files if path != Path(__file__).resolve()]
    read = [Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in files]
    assert [breach for module in read for breach in rule(module)] == []


def test_documents_and_data_name_no_machine() -> None:
    kinds = ("*.md", "*.toml", "*.html", "*.css", "*.js", "*.po", "*.svg", "*.txt", "*.lock")
    folders = [ROOT / name for name in ("docs", "cities", "benchmarks", "src")]
    files = {path for folder in folders for kind in kinds for path in folder.rglob(kind)}
    files |= {path for kind in kinds for path in ROOT.glob(kind)}
    files |= {path for path in (ROOT / "lianxin", ROOT / ".ci" / "run") if path.is_file()}
    read = [
        Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(files)
        if "vendor" not in path.parts
    ]
    assert [breach for module in read for breach in leaves_things_behind(module)] == []


LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def broken_links(document: Path) -> list[str]:
    """Links of a Markdown file that lead to no file."""
    found = LINK.findall(document.read_text(encoding="utf-8"))
    return [link for link in found if not (document.parent / link).exists()]


def test_every_link_of_the_documents_leads_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").rglob("*.md")]
    broken = {str(each.relative_to(ROOT)): links for each in sorted(documents) if (links := broken_links(each))}
    assert broken == {}


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text("[a](a.md) [b](b.md#here) [c](https://example.org/c) ![d](d.png)", encoding="utf-8")
    assert broken_links(document) == ["b.md", "d.png"]


def test_every_exception_is_still_needed() -> None:
    """A name in a list of exceptions that excuses nothing is taken off it."""
    idle = [name for name in (*WRITERS, *LAW_TABLES, *NAMING_FILES, *SHORT_FOLDERS) if not (PACKAGE / name).exists()]
    for name in WRITERS:
        inside = [module for module in modules() if stands_in(module.place, (name,))]
        renamed = [Module(f"elsewhere/{module.place}", module.source) for module in inside]
        if inside and name != "records/migrations/" and not any(list(writes_outside_actions(each)) for each in renamed):
            idle.append(name)
    assert idle == []


def test_every_word_stands_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    kinds = [kind for kind in vars(words).values() if isinstance(kind, type) and issubclass(kind, Word)]
    missing = [
        f"{kind.__name__}.{word.name}"
        for kind in kinds
        for word in kind
        if f"| {word.zh} | {word.en} | `{word.value}` |" not in glossary
    ]
    assert missing == [], "run ./lianxin documents"


def test_every_row_of_the_law_cites_what_exists() -> None:
    """The rows themselves, wherever their citations were put together."""
    cited = {f"act {row.action}": row.articles for row in ROWS} | {f"duty {row.action}": row.articles for row in DUTIES}
    cited |= {f"refusal {code}": (reason.article,) for code, reason in REASONS.items() if reason.article}
    cited |= {f"kind {row.kind}": (row.basis,) for row in UNIT_KINDS.values()}
    for name, keys in cited.items():
        assert keys, name
        for key in keys:
            assert citation(key).zh, name


def test_every_act_has_a_duty_and_every_duty_an_act() -> None:
    assert {row.action for row in ROWS} == {duty.action for duty in DUTIES}


ASKING = {"value", "_found", "_house", "_rule", "_limit", "_named"}
"""What is called to ask a regime for the value of a key."""

PARTED = {"extension": ExtensionRule, "send_back": SendBackRule, "stop": StopRule, "rehandle": RehandleRule}
"""Keys whose value is a rule of several fields."""


def asked(call: ast.Call) -> Iterator[str]:
    """The keys, or the beginning of them ("clock."), that a call asks for."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    for node in call.args if name in ASKING else ():
        first = node.values[0] if isinstance(node, ast.JoinedStr) else node
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


@functools.cache
def used_names() -> frozenset[str]:
    """What is looked up on something outside law/policy.py and the words of the regimes."""
    ours = ("law/policy.py", "law/regime_values.py")
    trees = [module.tree for module in modules() if module.place not in ours]
    return frozenset(node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute))


@functools.cache
def keys_read() -> frozenset[str]:
    """The keys of regimes that some code asks for, and the fields that it looks at; an answer nobody wants is none."""
    found = set()
    for module in modules():
        for function in module.functions:
            private = function.name.startswith("_")
            if module.place != "law/policy.py" or private or function.name in used_names():
                found |= {key for call in ast.walk(function) if isinstance(call, ast.Call) for key in asked(call)}
    read = {key for key in KEYS if key in found or f"{key.split('.')[0]}." in found}
    fields = {f"{key}.{one.name}" for key, rule in PARTED.items() for one in dataclasses.fields(rule)}
    return frozenset(read | {one for one in fields if one.split(".")[1] in used_names()})


def test_every_rule_of_a_regime_is_read_or_says_why_not() -> None:
    fields = {f"{key}.{one.name}" for key, rule in PARTED.items() for one in dataclasses.fields(rule)}
    known = {*KEYS, *(one for one in fields if not one.endswith(("article", "within")))}
    assert not set(UNREAD) - known, "these are no keys of a regime"
    assert not known - keys_read() - set(UNREAD), "read by nothing: read them, or say why not in law/regime_effects.py"


def test_no_rule_that_a_decision_asks_for_is_called_unread() -> None:
    decisions = [module for module in modules() if module.place.startswith("law/decisions/")]
    calls = [node for module in decisions for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    excused = {key for call in calls for key in asked(call)} & set(UNREAD)
    assert not excused, "read by now: take them out of law/regime_effects.py"


def test_no_two_words_of_one_kind_look_alike() -> None:
    for kind in vars(words).values():
        if isinstance(kind, type) and issubclass(kind, Word) and kind is not Word:
            for wording in ("zh", "en", "value"):
                said = [getattr(word, wording) for word in kind]
                assert len(set(said)) == len(said), f"{kind.__name__}: two words share one {wording}"


def test_every_module_of_the_law_can_be_read_alone() -> None:
    for found in pkgutil.walk_packages(lianxin.law.__path__, "lianxin.law."):
        importlib.import_module(found.name)


# --- each rule is seen to fail ------------------------------------------------------------------------------------

BAD: tuple[tuple[Rule, str, str, str], ...] = (
    (writes_outside_actions, "web/orders/views.py", "order.save()", ".save() writes"),
    (writes_outside_actions, "jobs/sweep.py", "Clock.objects.filter(id=1).update(ended_as='met')", ".update() writes"),
    (writes_outside_actions, "web/views.py", "Order.objects.create(number='1')", ".create() writes"),
    (writes_outside_actions, "access/x.py", "Order.objects.bulk_create(rows)", ".bulk_create() writes"),
    (writes_outside_actions, "records/load.py", "Order.objects.all().delete()", ".delete() writes"),
    (writes_outside_actions, "jobs/x.py", "cursor.execute('INSERT INTO event VALUES (1)')", "SQL that writes"),
    (writes_outside_actions, "jobs/x.py", "cursor.execute('update event set hash = 1')", "SQL that writes"),
    (one_verb_one_file, "actions/sign.py", "def sign(): ...\ndef unsign(): ...", "its public names"),
    (one_verb_one_file, "actions/sign.py", "def signing(): ...", "its public names"),
    (one_verb_one_file, "actions/sign.py", "class Sign: ...", "its public names"),
    (cites_what_does_not_exist, "law/transitions.py", "ROW = ('sign', 'jinan_2018:45')", "no such article"),
    (cites_what_does_not_exist, "law/duties.py", "ROW = ('sign', 'R70')", "no such article"),
    (cites_what_does_not_exist, "law/duties.py", "ROW = 'jinan_2018:24(9)'", "item(s)"),
    (too_long, "web/x.py", "def f():\n" + "    pass\n" * 40, "has 41 lines"),
    (too_long, "web/x.py", "A = 1\n" * 251, "251 lines"),
    (too_long, "web/x.py", "def f(a, b, c, *, d, e, f, g): ...", "takes 7 arguments"),
    (reads_the_clock, "law/deadlines.py", "from datetime import datetime\nx = datetime.now()", "reads the clock"),
    (reads_the_clock, "actions/x.py", "x = timezone.now()", "reads the clock"),
    (reads_the_clock, "records/x.py", "x = dt.date.today()", "reads the clock"),
    (reads_the_clock, "records/models/x.py", "f = DateTimeField(auto_now_add=True)", "reads the clock"),
    (names_a_city, "web/x.py", "TITLE = '云河市热线'", "names a city"),
    (names_a_city, "law/x.py", "if regime == 'Jinan': pass", "names a city"),
    (opens_without_a_sentence, "web/x.py", "from __future__ import annotations\nA = 1", "no docstring"),
    (opens_without_a_sentence, "web/x.py", '"""Views"""', "no sentence"),
    (opens_without_a_sentence, "web/x.py", '"""Views of orders."""\nA = 1', "annotations"),
    (logs_a_person, "law/decisions/x.py", "draft.facts['phone'] = '1'", "personal key phone"),
    (logs_a_person, "actions/x.py", "next_event(row, payload={'unit': 1, 'title': 'x'})", "personal key title"),
    (leaves_things_behind, "web/x.py", "# TODO later", "TODO"),
    (leaves_things_behind, "web/x.py", "P = '/root/data'", "/root"),
    (leaves_things_behind, "web/x.py", "P = '/tmp/x'", "/tmp"),  # noqa: S108 - a sample of what is forbidden
    (silences_without_reason, "web/x.py", "x = 1  # noqa", "silenced"),
    (silences_without_reason, "web/x.py", "x = 1  # type: ignore[arg-type]", "silenced"),
    (skips_a_test, "tests/x.py", "@pytest.mark.skip\ndef test(): ...", "skips"),
    (waits_by_evaluation, "tests/x.py", "page.wait_for_function('1 === 1')", "evaluate"),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "place", "source", "said"), BAD, ids=lambda value: getattr(value, "__name__", None))
def test_each_rule_catches_what_it_forbids(rule: Rule, place: str, source: str, said: str) -> None:
    breaches = list(rule(Module(place, source)))
    assert len(breaches) == 1
    assert said in breaches[0]


GOOD: tuple[tuple[Rule, str, str], ...] = (
    (writes_outside_actions, "actions/_perform.py", "order.save()"),
    (writes_outside_actions, "web/x.py", "seen.update({1})\nnames = {}.update(a=1)\nworkbook.save(path)"),
    (writes_outside_actions, "web/x.py", "say('Update the calendar set by the city')"),
    (writes_outside_actions, "web/x.py", '"""Copy the files of the pages from where they lie."""'),
    (one_verb_one_file, "actions/sign.py", "def sign(): ...\ndef _helper(): ..."),
    (one_verb_one_file, "actions/_perform.py", "def perform(): ...\ndef other(): ..."),
    (cites_what_does_not_exist, "law/transitions.py", "ROW = ('sign', 'jinan_2018:24(2)', 'R18')"),
    (too_long, "law/words.py", "A = 1\n" * 251),
    (too_long, "web/x.py", "class A:\n    def f(self, a, b, c, *, d, e, f): ..."),
    (reads_the_clock, "web/x.py", "x = timezone.now()"),
    (reads_the_clock, "law/x.py", "x = now.date()"),
    (names_a_city, "law/x.py", "ROW = ('jinan_2018:24', 'jinan_business_2022:62', 'Asia/Shanghai')"),
    (opens_without_a_sentence, "web/__init__.py", '"""What people see."""'),
    (logs_a_person, "law/decisions/x.py", "draft.facts['assumed'] = ['received_at']\nform['phone'] = '1'"),
    (leaves_things_behind, "web/x.py", "URL = '/orders/'  # see docs/work/x"),
    (silences_without_reason, "web/x.py", "x = 1  # noqa: E501 - a table reads better in one line"),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "place", "source"), GOOD, ids=lambda value: getattr(value, "__name__", None))
def test_each_rule_lets_good_code_pass(rule: Rule, place: str, source: str) -> None:
    assert list(rule(Module(place, source))) == []


def personal_fields(row: type) -> list[str]:
    """Fields of one kind of row that could hold a person's words: of a personal name and of free text."""
    kinds = typing.get_type_hints(row)
    words_of = {name: typing.get_args(kind) or (kind,) for name, kind in kinds.items()}
    return [f"{row.__name__}.{name}" for name, found in words_of.items() if name in PERSONAL_FIELDS and str in found]


def test_events_know_no_one_by_name() -> None:
    """What an event's `changes` may hold are the fields of the aggregate's rows: none of them is personal."""
    rows = (state.Order, state.Assignment, state.Caller, state.Clock, state.Feedback, state.Overlay)
    assert [name for row in rows for name in personal_fields(row)] == []


def test_a_personal_field_would_be_found() -> None:
    @dataclasses.dataclass
    class Row:
        serial: int
        phone: str | None
        name: words.ClockName

    assert personal_fields(Row) == ["Row.phone"]
