"""anju explain"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from anju_cli.codes import CODES, GROUPS, Explanation
from anju_cli.document import Cell, Column, Listing, Page, Paragraph, Section, Table
from anju_cli.environment import Environment
from anju_cli.nearest import spelt_like
from anju_cli.options import FormatOption, OutputOption
from anju_cli.render.files import OutputError, write_file
from anju_cli.render.output import Format, write_listing, write_page, write_text
from anju_cli.render.visible import visible, visible_line
from anju_cli.session import chosen_format, did_you_mean

EXAMPLES = """\
anju explain A203
anju explain A105 A301
anju explain"""

_MOST_OFFERED = 3
"""With more codes as near as the nearest, nobody is helped by them."""


def command(
    ctx: typer.Context,
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="编号", help="一个或几个问题编号：A203、a203 或 203 都可以；不写就列出全部"
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="逐个说明全部编号；文档 docs/codes.md 就是这样写成的")
    ] = False,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """说明问题编号：是什么意思，什么时候出现，错误和正确的例子，怎样改。

    编号就是 anju validate 在“错误”后面写的 A203 这样的代号，意思不会改变。
    """
    environment: Environment = ctx.obj
    if codes and everything:
        raise typer.BadParameter("已经写了编号，请去掉 --all", param_hint="选项 --all")
    chosen = chosen_format(form, output)
    found = tuple(dict.fromkeys(map(_explanation, codes or ()))) or tuple(CODES.values())
    try:
        if not codes and not everything:
            write_listing(_titles(found), chosen, environment, output)
        elif chosen == "markdown":
            text = _document(found) if everything else _joined(_markdown(found, level=1))
            _write(text, environment, output)
        else:
            _explain(found, chosen, environment, output)
    except OutputError as error:
        raise typer.BadParameter(str(error), param_hint="选项 --output") from None


def _explanation(typed: str) -> Explanation:
    """What a typed code means; a usage error when there is none."""
    code = unicodedata.normalize("NFKC", typed).strip().lower()
    code = f"a{code}" if re.fullmatch(r"\d{3}", code) else code
    known = {one.lower(): one for one in CODES}
    if code in known:
        return CODES[known[code]]
    like = [known[one] for one in spelt_like(code, known)]
    is_near = 0 < len(like) <= _MOST_OFFERED
    hint = did_you_mean(like) if is_near else "全部编号：anju explain"
    raise typer.BadParameter(f"没有编号“{typed}”。{hint}", param_hint="参数 编号")


# -- the list --------------------------------------------------------------


def _titles(found: Sequence[Explanation]) -> Listing:
    columns = (Column("编号"), Column("查的是"), Column("问题"))
    rows = tuple((Cell(one.code), Cell(one.group), Cell(one.title)) for one in found)
    notes = ("每个编号的详细说明和例子：anju explain 编号",)
    return Listing(
        Table(columns, rows, f"问题编号（{len(rows)}）", notes=notes),
        lambda: [one._asdict() for one in found],
        empty="没有编号。",
    )


# -- codes in full ---------------------------------------------------------


def _explain(
    found: Sequence[Explanation], form: Format, environment: Environment, output: Path | None
) -> None:
    if form == "table":
        write_page(_page(found), form, environment, output)
    else:
        write_listing(_whole_table(found), form, environment, output)


def _whole_table(found: Sequence[Explanation]) -> Listing:
    """Everything in columns, for programs."""
    headings = ("编号", "问题", "意思", "例子所在的文件", "错误的写法", "正确的写法", "怎样改")
    rows = tuple(tuple(Cell(field) for field in one) for one in found)
    table = Table(tuple(map(Column, headings)), rows)
    return Listing(table, lambda: [one._asdict() for one in found], empty="没有编号。")


def _page(found: Sequence[Explanation]) -> Page:
    if len(found) == 1:
        return Page(_heading(found[0]), _paragraphs(found[0]), (), {})
    sections = tuple(Section(_heading(one), _paragraphs(one)) for one in found)
    return Page(f"{len(found)} 个问题编号", (), sections, {})


def _heading(one: Explanation) -> str:
    return f"{one.code} {one.title}"


def _paragraphs(one: Explanation) -> tuple[Paragraph, ...]:
    return (
        Paragraph(one.meaning),
        *(
            Paragraph("\n".join([f"{name}：", *(f"  {line}" for line in lines)]))
            for name, lines in _examples(one)
        ),
        Paragraph(f"怎样改：{one.advice}"),
    )


def _examples(one: Explanation) -> tuple[tuple[str, list[str]], ...]:
    """Both examples by name, line by line."""
    file = f"（{one.file}）" if one.file else ""
    return (
        (f"错误的写法{file}", _shown(one.wrong).split("\n")),
        ("正确的写法", _shown(one.right).split("\n")),
    )


def _shown(text: str) -> str:
    """An example with the blanks that it is about in a form that can be seen."""
    return visible(text.replace("\t", "<Tab>").replace("\u3000", "<U+3000>"))


# -- Markdown --------------------------------------------------------------

_INTRO = (
    "`anju validate` 报告的每个问题都有一个编号。编号不会改变意思，也不会另作他用。"
    "这里说明每个编号是什么意思，什么时候出现，错误和正确的例子，怎样改。",
    "在命令行里看其中一个：`anju explain A203`。",
    "例子取自一份虚构的计划；“…”表示省略的行。",
    "<!-- 本文由程序写成，请不要手改：anju explain --all -f markdown -o docs/codes.md -->",
)


def _document(found: Sequence[Explanation]) -> str:
    """Every code under its group, after a table of them: what ``docs/codes.md`` holds."""
    parts = ["# 问题编号", *_INTRO]
    lines = [f"| [{one.code}](#{one.code.lower()}) | {_inline(one.title)} |" for one in found]
    parts.append("\n".join(["| 编号 | 问题 |", "| --- | --- |", *lines]))
    for first, group in GROUPS.items():
        parts.append(f"## {first}xx {group}")
        parts += _markdown([one for one in found if one.code.startswith(first)], level=3)
    return _joined(parts)


def _markdown(found: Sequence[Explanation], level: int) -> list[str]:
    """Each code under a heading that is the code alone, so that links to it last."""
    parts: list[str] = []
    for one in found:
        parts += [f"{'#' * level} {one.code}", f"**{_inline(one.title)}**", _inline(one.meaning)]
        fence = "```yaml" if one.file else "```text"
        for name, lines in _examples(one):
            parts += [f"{name}：", "\n".join([fence, *lines, "```"])]
        parts.append(f"怎样改：{_inline(one.advice)}")
    return parts


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _inline(text: str) -> str:
    return re.sub(r"[\\`*\[\]<]", r"\\\g<0>", text)


def _write(text: str, environment: Environment, output: Path | None) -> None:
    if output is None:
        write_text(text, environment.stdout)
        return
    shown = visible_line(str(output))
    write_file(environment.cwd / output, shown, text.encode())
    write_text(f"已写入 {shown}\n", environment.stderr)
