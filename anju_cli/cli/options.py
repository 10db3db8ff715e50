"""The options that commands share, and the parsers of their values.

Every parser says in Chinese what is wrong and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast, get_args

import typer

from anju_cli.model.plan import Role
from anju_cli.render.formats import FORMATS, Format
from anju_cli.text.lenient import UnreadableInput, parse_count, parse_day
from anju_cli.text.numerals import parse_ordinal

T = TypeVar("T")


def _reader(read: Callable[[str], T]) -> Callable[[str], T]:
    """Make a parser whose refusal is a usage error."""

    def parse(text: str) -> T:
        try:
            return read(text)
        except UnreadableInput as error:
            raise typer.BadParameter(str(error)) from None

    return parse


def _one_of(allowed: Sequence[str], value: str) -> str:
    text = value.strip().lower()
    if text not in allowed:
        raise typer.BadParameter(f"“{value}”不在可选之列。可以写：{'、'.join(allowed)}")
    return text


def _form(value: str) -> Format:
    alias = "markdown" if value.strip().lower() == "md" else value
    return cast("Format", _one_of(FORMATS, alias))


ROLE_NEEDS_UNIT = "要和 --unit 一起用，说明是哪个单位的角色"
_ROLES = {"牵头": "lead", "责任": "support"}


def _role(value: str) -> Role:
    return cast("Role", _one_of(get_args(Role), _ROLES.get(value, value)))


def read_number(value: str) -> int:
    """Read the number of a task; raises typer.BadParameter."""
    number = parse_ordinal(value)
    if number is None:
        raise typer.BadParameter(f"“{value}”不是序号。写 12、十二或（十二）都可以")
    return number


def _section(value: str) -> int:
    """Read the number of a section: 3, 三, （三）or 第三部分."""
    whole = re.fullmatch(r"第(.+)部分", value.strip())
    number = parse_ordinal(whole.group(1) if whole else value)
    if number is None:
        raise typer.BadParameter(f"“{value}”不是部分的序号。写 3、三或第三部分都可以")
    return number


DATA_HELP = (
    "计划所在的文件夹。不写时依次用：环境变量 ANJU_DATA、"
    "当前或上级文件夹里的 data、随程序附带的 2021 年计划"
)
DataOption = Annotated[str | None, typer.Option("--data", metavar="文件夹", help=DATA_HELP)]
TodayOption = Annotated[
    date | None,
    typer.Option(
        "--today",
        metavar="日期",
        parser=_reader(parse_day),
        help="把这一天当作今天，例如 2021-06-15。不写时用环境变量 ANJU_TODAY，再没有就用北京时间",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        metavar="格式",
        parser=_form,
        help="table（表格，不写就是它）、markdown、csv（可用 Excel 打开）、json（给程序用）、html；"
        "写文件时还有 docx（Word）、xlsx（Excel）",
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="文件",
        parser=Path,
        help="写到文件里，不显示在屏幕上。不写 -f 时按扩展名定格式，例如 .xlsx、.docx、.csv",
    ),
]
UnitsOption = Annotated[
    list[str] | None,
    typer.Option("--unit", "-u", metavar="单位", help="只看这个单位。简称、别名、全称都可以"),
]
RoleOption = Annotated[
    Role | None,
    typer.Option(
        "--role",
        metavar="角色",
        parser=_role,
        help="和 --unit 一起用：lead（牵头）或 support（责任）",
    ),
]
SectionOption = Annotated[
    int | None,
    typer.Option("--section", metavar="部分", parser=_section, help="只看第几部分，例如 3 或 三"),
]
SearchOption = Annotated[str, typer.Option("--search", metavar="文字", help="只看含有这些文字的")]

TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template", metavar="文件", parser=Path, help="用这个文件里的措辞和界限，不用自带的"
    ),
]
PrintTemplateOption = Annotated[
    bool,
    typer.Option("--print-template", help="给出自带的模板，改好以后用 --template 指定"),
]


def day_option(name: str, text: str) -> Any:
    """Make an option that takes a day."""
    return typer.Option(name, metavar="日期", parser=_reader(parse_day), help=text)


def count_option(name: str, metavar: str, text: str) -> Any:
    """Make an option that takes a whole number, 0 or more."""
    return typer.Option(name, metavar=metavar, parser=_reader(parse_count), help=text)


def choice_option(names: Sequence[str], metavar: str, allowed: Sequence[str], text: str) -> Any:
    """Make an option that takes one of a few words."""
    return typer.Option(
        *names, metavar=metavar, parser=lambda value: _one_of(allowed, value), help=text
    )
