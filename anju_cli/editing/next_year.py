"""The files that the plan of another year begins with.

The units stay, byte for byte below the line for editors. Tasks and targets are not carried over:
a placeholder that says 待填 or 待改 stands for what is not known yet, so that nobody takes it for
the plan.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

from anju_cli.editing.patch.operations import Words
from anju_cli.editing.patch.scalars import key_text, scalar_text
from anju_cli.model.json_schema import editor_line
from anju_cli.model.plan import Plan
from anju_cli.storage.folders import FileKind

_EDITOR = b"# yaml-language-server:"
_HOW = "# 怎样修改"
"""From this line on the head of a data file is about any plan."""

_INFERRED = "# 哪些是推断"
"""The part of it that is about the shipped plan alone."""

_TITLES: Mapping[FileKind, str] = {
    "units": "# 单位名册：{} 年",
    "tasks": "# 任务清单：{} 年",
    "quotas": "# 公开条数：{} 年的目标任务，和各月完成数",
}

_EXAMPLE = "示例单位"

_UNSURE = re.compile("待填|待改|请核对")


def new_files(
    plan: Plan,
    contents: Mapping[FileKind, bytes],
    shipped: Mapping[FileKind, str],
    year: int,
) -> dict[FileKind, bytes]:
    """Make the three files for ``year`` by kind, after ``plan`` and its ``contents``.

    ``shipped`` are the texts of the program's own files, whose heads explain every field.
    """
    info, quotas = plan.info, plan.quotas
    kept = f"  # 沿用 {info.year} 年的，请核对"
    carried = {"contact": info.contact, "addressees": info.addressees, "copies": info.copies}
    rules = [
        *(
            f"  {name}: {scalar_text(Words(words), flow=False)}{kept}"
            for name, words in carried.items()
            if words
        ),
        f"  soon_days: {info.soon_days}{kept}",
        f"  roll_workdays: {info.roll_workdays}{kept}",
    ]
    issuer = f"{scalar_text(Words(info.issuer), flow=False)}{kept}"
    pace = [f"pace: {quotas.pace}{kept}"]
    if quotas.report_by:
        pace.append(f"report_by: {quotas.report_by}{kept}")
    lights: Mapping[str, Any] = quotas.lights.model_dump(exclude_unset=True)
    if lights:
        pace.append(f"lights:{kept}")
        pace += [f"  {name}: {value}" for name, value in lights.items()]
    targets = [
        f"  {key_text(name)}: 0  # 待填；{quotas.year} 年是 {target}"
        for name, target in quotas.targets.items()
    ]
    total = f"；{quotas.year} 年是 {quotas.total}"
    lead = scalar_text(Words(plan.tasks[0].lead[0]), flow=True)
    return {
        "units": _led_to_its_schema(contents["units"]),
        "tasks": _file("tasks", year, shipped, _tasks(year, issuer, rules, lead)),
        "quotas": _file("quotas", year, shipped, _quotas(year, total, pace, targets)),
    }


def blank_files(shipped: Mapping[FileKind, str], year: int) -> dict[FileKind, bytes]:
    """Make the three files for ``year`` of an office that has nothing: the smallest plan that
    is valid, of placeholders that say so."""
    units = [
        "units:",
        "  # 这一个只占位置，不是真的。请照它写全部单位；各项的写法见上面完整的例子。",
        f"  - name: {_EXAMPLE}  # 待改：单位简称",
        "    kind: 区直部门  # 待改：类别",
    ]
    bodies: dict[FileKind, list[str]] = {
        "units": units,
        "tasks": _tasks(year, "待填（印发机关）", [], _EXAMPLE),
        "quotas": _quotas(year, "", [], [f"  {_EXAMPLE}: 0  # 待改：单位和目标条数"]),
    }
    return {kind: _file(kind, year, shipped, body) for kind, body in bodies.items()}


def _led_to_its_schema(units: bytes) -> bytes:
    """Put the line for editors in front, or in the place of one that is there."""
    bom = codecs.BOM_UTF8 if units.startswith(codecs.BOM_UTF8) else b""
    first, end, rest = units.removeprefix(bom).partition(b"\n")
    line = editor_line("units").encode() + (b"\r\n" if first.endswith(b"\r") else b"\n")
    return bom + line + (rest if first.startswith(_EDITOR) else first + end + rest)


def _file(kind: FileKind, year: int, shipped: Mapping[FileKind, str], body: Sequence[str]) -> bytes:
    lines = (editor_line(kind), _TITLES[kind].format(year), "#", *_how_to(shipped[kind]), "", *body)
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def places_to_fill(files: Mapping[FileKind, bytes]) -> int:
    """Count the values that wait for what the new plan says."""
    lines = b"".join(files.values()).decode("utf-8", "replace").splitlines()
    return sum(bool(_UNSURE.search(line)) for line in lines if not line.startswith("#"))


def _how_to(text: str) -> list[str]:
    """Cut from a file the part of its head that is about any plan."""
    lines = text.splitlines()
    head = takewhile(lambda line: line.startswith("#"), lines[lines.index(_HOW) :])
    parts = "\n".join(head).split("\n#\n")
    return "\n#\n".join(part for part in parts if not part.startswith(_INFERRED)).split("\n")


def _tasks(year: int, issuer: str, rules: Sequence[str], lead: str) -> list[str]:
    return [
        "plan:",
        f"  title: 待填（{year} 年计划的标题）",
        f"  issuer: {issuer}",
        f"  issued: {year}-01-01  # 待改：印发日期",
        f"  year: {year}",
        "  source: 待填（来源文件）",
        *rules,
        "",
        "sections:",
        "  - number: 1",
        "    title: 待填（第一部分的标题）",
        "",
        "tasks:",
        "  # 这一项只占位置。请照它写全部任务；时限的写法见上面完整的例子。",
        "  - number: 1",
        "    section: 1",
        "    title: 待填（第一项任务的标题）",
        "    text: |",
        "      待填（任务的全文）",
        f"    lead: [{lead}]  # 待改：牵头单位",
    ]


def _quotas(year: int, total: str, rules: Sequence[str], targets: Sequence[str]) -> list[str]:
    return [f"year: {year}", f"total: 0  # 待填{total}", *rules, "", "targets:", *targets]
