"""The files that the plan of another year begins with.

The units stay, byte for byte. Tasks and targets are not carried over: a placeholder that
says 待填 or 待改 stands for what is not known yet, so that nobody takes it for the plan.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from anju_cli.editing.patch.operations import Words
from anju_cli.editing.patch.scalars import key_text, scalar_text
from anju_cli.model.plan import Plan
from anju_cli.storage.folders import FileKind

_SCHEMA = "# yaml-language-server:"
_HOW = "# 怎样修改"
"""From this line on the head of a data file is about any plan."""

_UNSURE = re.compile("待填|待改|请核对")


def new_files(
    plan: Plan,
    contents: Mapping[FileKind, bytes],
    shipped: Mapping[FileKind, str],
    year: int,
    *,
    with_schema: bool,
) -> dict[FileKind, bytes]:
    """Make the three files for ``year`` by kind, after ``plan`` and its ``contents``.

    ``shipped`` are the texts of the program's own files, whose heads explain every field.
    ``with_schema``: keep the path to the schemas in the first line, which still leads there.
    """
    texts: dict[FileKind, tuple[str, list[str]]] = {
        "tasks": _tasks(plan, year),
        "quotas": _quotas(plan, year),
    }
    files: dict[FileKind, bytes] = {"units": contents["units"]}
    for kind, (title, body) in texts.items():
        first = contents[kind].decode("utf-8-sig", "replace").partition("\n")[0].strip()
        schema = [first] if with_schema and first.startswith(_SCHEMA) else []
        lines = (*schema, title, "#", *_how_to(shipped[kind]), "", *body)
        files[kind] = "".join(f"{line}\n" for line in lines).encode("utf-8")
    return files


def places_to_fill(files: Mapping[FileKind, bytes]) -> int:
    """Count the values that wait for what the new plan says."""
    lines = (files["tasks"] + files["quotas"]).decode("utf-8").splitlines()
    return sum(bool(_UNSURE.search(line)) for line in lines if not line.startswith("#"))


def _how_to(text: str) -> list[str]:
    """Cut from a file the part of its head that is about any plan."""
    lines = text.splitlines()
    return list(takewhile(lambda line: line.startswith("#"), lines[lines.index(_HOW) :]))


def _tasks(plan: Plan, year: int) -> tuple[str, list[str]]:
    info = plan.info
    lead = plan.tasks[0].lead[0]
    kept = f"  # 沿用 {info.year} 年的，请核对"
    carried = {"contact": info.contact, "addressees": info.addressees, "copies": info.copies}
    return f"# 任务清单：{year} 年", [
        "plan:",
        f"  title: 待填（{year} 年计划的标题）",
        f"  issuer: {scalar_text(Words(info.issuer), flow=False)}{kept}",
        f"  issued: {year}-01-01  # 待改：印发日期",
        f"  year: {year}",
        "  source: 待填（来源文件）",
        *(
            f"  {name}: {scalar_text(Words(words), flow=False)}{kept}"
            for name, words in carried.items()
            if words
        ),
        f"  soon_days: {info.soon_days}{kept}",
        f"  roll_workdays: {info.roll_workdays}{kept}",
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
        f"    lead: [{scalar_text(Words(lead), flow=True)}]  # 待改：牵头单位",
    ]


def _quotas(plan: Plan, year: int) -> tuple[str, list[str]]:
    quotas = plan.quotas
    body = [
        f"year: {year}",
        f"total: 0  # 待填；{quotas.year} 年是 {quotas.total}",
        f"pace: {quotas.pace}  # 沿用 {quotas.year} 年的，请核对",
    ]
    if quotas.report_by:
        body.append(f"report_by: {quotas.report_by}  # 沿用 {quotas.year} 年的，请核对")
    lights: Mapping[str, Any] = quotas.lights.model_dump(exclude_unset=True)
    if lights:
        body.append(f"lights:  # 沿用 {quotas.year} 年的，请核对")
        body += [f"  {name}: {value}" for name, value in lights.items()]
    body += ["", "targets:"]
    body += [
        f"  {key_text(name)}: 0  # 待填；{quotas.year} 年是 {target}"
        for name, target in quotas.targets.items()
    ]
    return f"# 公开条数：{year} 年的目标任务，和各月完成数", body
