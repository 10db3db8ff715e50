"""Draw the codes of diagnostics as Markdown, with their examples in fences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anju_cli.render.markdown import joined
from anju_cli.text.invisible import visible
from anju_cli.validation.codes import GROUPS, Explanation

_INTRO = (
    "`anju validate` 报告的每个问题都有一个编号。编号不会改变意思，也不会另作他用。"
    "这里说明每个编号是什么意思，什么时候出现，错误和正确的例子，怎样改。",
    "在命令行里看其中一个：`anju explain A203`。",
    "例子取自一份虚构的计划；“…”表示省略的行。",
    "<!-- 本文由程序写成，请不要手改：anju explain --all -f markdown -o docs/codes.md -->",
)


def codes_document(explanations: Sequence[Explanation]) -> str:
    """Draw every code under its group, after a table of them: ``docs/codes.md``."""
    rows = [
        f"| [{each.code}](#{each.code.lower()}) | {each.level} | {_inline(each.title)} |"
        for each in explanations
    ]
    table = "\n".join(["| 编号 | 级别 | 问题 |", "| --- | --- | --- |", *rows])
    parts = ["# 问题编号", *_INTRO, table]
    for first, group in GROUPS.items():
        parts.append(f"## {first}xx {group}")
        parts += _parts([each for each in explanations if each.code.startswith(first)], level=3)
    return joined(parts)


def codes_markdown(explanations: Sequence[Explanation]) -> str:
    """Draw some codes, each under a heading of its own."""
    return joined(_parts(explanations, level=1))


def _parts(explanations: Sequence[Explanation], level: int) -> list[str]:
    """Draw each code under a heading that is the code alone, so that links to it last."""
    parts: list[str] = []
    for explanation in explanations:
        parts += [
            f"{'#' * level} {explanation.code}",
            f"**{explanation.level}：{_inline(explanation.title)}**",
            _inline(explanation.meaning),
        ]
        fence = "```yaml" if explanation.file else "```text"
        for heading, lines in explanation.examples:
            parts += [f"{heading}：", "\n".join([fence, *map(visible, lines), "```"])]
        parts.append(f"怎样改：{_inline(explanation.advice)}")
        if explanation.is_suppressible:
            parts.append(_inline(explanation.how_to_suppress))
    return parts


def _inline(text: str) -> str:
    return re.sub(r"[\\`*\[\]<]", r"\\\g<0>", text)
