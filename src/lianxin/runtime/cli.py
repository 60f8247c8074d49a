"""The words that may follow ./lianxin, and how each one ends."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from lianxin.law.refusals import Refused
from lianxin.runtime.speech import CommandRefused, pick

DONE, REFUSED = 0, 1  # 2, wrong words, is argparse's own


@dataclass(frozen=True)
class Command:
    """One word: its module in `runtime/commands`, what it does, and an example of its use."""

    module: str
    zh: str
    en: str
    example: str


COMMANDS = {
    "demo": Command("demo", "启动演示城市的热线", "start a running hotline of an invented city", "demo --port 8000"),
    "serve": Command("serve", "正式运行", "run in production", "serve --address 127.0.0.1:8000"),
    "keys": Command("keys", "新建缺少的密钥文件", "make the key files that are missing", "keys --data /srv/lianxin"),
    "gather-files": Command("gather_files", "整理页面文件", "gather the files of the pages", "gather-files"),
    "work": Command("work", "只运行后台任务进程", "run only the worker", "work"),
    "migrate": Command("migrate", "更新数据库结构", "bring the database to this version", "migrate"),
    "load-city": Command("load_city", "载入城市数据", "load a city's data", "load-city cities/yunhe"),
    "calendar": Command("calendar_import", "导入放假安排", "take over a year's holidays", "calendar import 2027.toml"),
    "database-url": Command("database_url", "显示数据库地址", "print the database's address", "database-url --json"),
    "due": Command("due", "计算时限", "compute a due moment", "due 2026-09-25T10:00 --type complain"),
    "indicator": Command("indicator", "统计指标", "count a figure", "indicator on_time --by unit --from 2026-11-01"),
    "verify": Command("verify", "核验事件链", "verify the event chains", "verify --all"),
    "seal": Command("seal", "为日志作存证", "seal the event chains", "seal"),
    "import": Command("import_messages", "导入历史数据", "import messages of the past", "import messages FILE.csv.gz"),
    "simulate": Command(
        "simulate", "模拟诉求", "make more simulated orders", "simulate --days 7 --per-day 100 --seed 1"
    ),
    "bench": Command("bench", "性能测试", "measure", "bench core"),
    "law": Command("law", "以 Markdown 列出规则表", "print the law's tables as Markdown", "law"),
    "documents": Command("documents", "生成参考文档", "write the generated documents", "documents --check"),
    "check": Command("check", "静态检查（一分钟内）", "format, lint, types, contracts, house rules", "check"),
    "test": Command("test", "运行全部测试", "run every test", "test --full"),
}


def main(arguments: Sequence[str]) -> int:
    """Run one command; the exit code is 0 done, 1 refused or found broken, 2 wrong words."""
    options = _parser(arguments).parse_args(arguments)
    if options.data:
        os.environ["LIANXIN_DATA"] = str(options.data.absolute())
    command = import_module(f"lianxin.runtime.commands.{COMMANDS[options.command].module}")
    try:
        return int(command.run(options))
    except CommandRefused as refusal:
        return _refused(refusal.as_json(), pick(refusal.zh, refusal.en), refusal.next_step, options)
    except Refused as refusal:
        reason = refusal.reason
        next_step = pick(reason.next_zh, reason.next_en)
        answer = {"code": reason.code, "article": reason.article, "next": next_step, "message": reason.en}
        return _refused(answer, f"{pick(reason.zh, reason.en)} {refusal.detail}".strip(), next_step, options)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read along (`head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _refused(answer: dict[str, str], sentence: str, next_step: str, options: argparse.Namespace) -> int:
    """Say the refusal, as JSON for scripts or as sentences for people: several steps stand on lines of their own."""
    if options.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(sentence, file=sys.stderr)
        if next_step:
            lead = pick("下一步：", "Next:" if next_step.startswith("\n") else "Next: ")
            print(lead + next_step, file=sys.stderr)
    return REFUSED


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """All words with a line each; only the module of the word in use is loaded."""
    parser = argparse.ArgumentParser(prog="lianxin", epilog="example: ./lianxin demo --port 8000")
    words = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    asked = next((word for word in arguments if word in COMMANDS), "")
    for word, command in COMMANDS.items():
        summary = pick(command.zh, command.en)
        sub = words.add_parser(word, help=summary, description=summary, epilog=f"example: ./lianxin {command.example}")
        sub.add_argument("--data", type=Path, metavar="DIR", help="folder of the installation (or LIANXIN_DATA)")
        sub.add_argument("--json", action="store_true", help="answer as JSON")
        if word == asked:
            import_module(f"lianxin.runtime.commands.{command.module}").add_arguments(sub)
    return parser
