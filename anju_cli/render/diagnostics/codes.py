"""The codes of diagnostics in Markdown, with their examples in fences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anju_cli.text.invisible import visible
from anju_cli.validation.codes import GROUPS, Explanation

_INTRO = (
    "`anju validate` 报告的每个问题都有一个编号。编号不会改变意思，也不会另作他用。"
    "这里说明每个编号是什么意思，什么时候出现，错误和正确的例子，怎样改。",
    "在命令行里看其中一个：`anju explain A203`。",
    "例子取自一份虚构的计划；“…”表示省略的行。",
    "<!-- 本文由程序写成，请不要手改：anju explain --all -f markdown -o docs/codes.md -->",
)


def codes_document(found: Sequence[Explanation]) -> str:
    """Every code under its group, after a table of them: what ``docs/codes.md`` holds."""
    parts = ["# 问题编号", *_INTRO]
    lines = [
        f"| [{one.code}](#{one.code.lower()}) | {one.level} | {_inline(one.title)} |"
        for one in found
    ]
    parts.append("\n".join(["| 编号 | 级别 | 问题 |", "| --- | --- | --- |", *lines]))
    for first, group in GROUPS.items():
        parts.append(f"## {first}xx {group}")
        parts += _parts([one for one in found if one.code.startswith(first)], level=3)
    return _joined(parts)


def codes_markdown(found: Sequence[Explanation]) -> str:
    """Some codes, each under a heading of its own."""
    return _joined(_parts(found, level=1))


def _parts(found: Sequence[Explanation], level: int) -> list[str]:
    """Each code under a heading that is the code alone, so that links to it last."""
    parts: list[str] = []
    for one in found:
        parts += [
            f"{'#' * level} {one.code}",
            f"**{one.level}：{_inline(one.title)}**",
            _inline(one.meaning),
        ]
        fence = "```yaml" if one.file else "```text"
        for name, lines in one.examples:
            parts += [f"{name}：", "\n".join([fence, *map(visible, lines), "```"])]
        parts.append(f"怎样改：{_inline(one.advice)}")
        if one.can_stand:
            parts.append(_inline(one.how_to_suppress))
    return parts


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _inline(text: str) -> str:
    return re.sub(r"[\\`*\[\]<]", r"\\\g<0>", text)
