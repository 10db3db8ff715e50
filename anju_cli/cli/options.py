"""The options that commands share, and the parsers of their values.

Every parser says in Chinese what is wrong and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

import typer

from anju_cli.cli.refusals import refusal
from anju_cli.model.plan import Role
from anju_cli.render.formats import (
    BOOK_FORMATS,
    CIRCULAR_FORMATS,
    FORMATS,
    PAGE_FORMATS,
    SUFFIXES,
    Format,
)
from anju_cli.text.lenient import (
    UnreadableInput,
    parse_count,
    parse_day,
    parse_document_number,
)
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


class OneOf:
    """The parser of an option or argument that takes one of a few words.

    ``words`` says what each means. That can be typed as well (牵头 for lead), unless
    ``names`` says what else can. Help, refusals and Tab are made of the same words.
    """

    __name__ = "one_of"  # Typer asks each parser for it

    def __init__(self, words: Mapping[str, str], names: Mapping[str, str] | None = None) -> None:
        self.words = words
        if names is None:
            names = {meaning: word for word, meaning in words.items()}
        self.names = names

    def __call__(self, value: str) -> str:
        """Return the word that is meant; raises typer.BadParameter."""
        text = value.strip().lower()
        word = self.names.get(text, text)
        if word not in self.words:
            raise typer.BadParameter(f"“{value}”不在可选之列。可以写：{self}")
        return word

    def __str__(self) -> str:
        """List the words, each with what it means."""
        return "、".join(
            f"{word}（{meaning}）" if meaning else word for word, meaning in self.words.items()
        )


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
_FORMAT_WORDS: Mapping[Format, str] = {
    "table": "表格",
    "markdown": "",
    "csv": "给程序用",
    "json": "给程序用",
    "html": "网页",
    "docx": "Word，要写 -o",
    "xlsx": "Excel，要写 -o",
}


def _format_option(possible: Sequence[Format], default: str = "table") -> Any:
    parser = OneOf({form: _FORMAT_WORDS[form] for form in possible}, {"md": "markdown"})
    text = f"{parser}。不写就是 {default}"
    return typer.Option("--format", "-f", metavar="格式", parser=parser, help=text)


def _output_option(possible: Sequence[Format]) -> Any:
    suffixes = "、".join(SUFFIXES[form] for form in possible)
    text = f"写到文件里，不显示在屏幕上。不写 -f 时按扩展名定格式：{suffixes}"
    return typer.Option("--output", "-o", metavar="文件", parser=Path, help=text)


FormatOption = Annotated[Format | None, _format_option(FORMATS)]
OutputOption = Annotated[Path | None, _output_option(FORMATS)]
PageFormatOption = Annotated[Format | None, _format_option(PAGE_FORMATS)]
PageOutputOption = Annotated[Path | None, _output_option(PAGE_FORMATS)]
CircularFormatOption = Annotated[Format | None, _format_option(CIRCULAR_FORMATS)]
CircularOutputOption = Annotated[Path | None, _output_option(CIRCULAR_FORMATS)]
BookFormatOption = Annotated[Format | None, _format_option(BOOK_FORMATS, "-o 的扩展名所说的")]
BookOutputOption = Annotated[Path | None, _output_option(BOOK_FORMATS)]
UnitsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="单位",
        help="只看这些单位，一个或几个；也可以写在 --unit 后面。简称、别名、全称都可以",
    ),
]


def _overwrite(ctx: typer.Context, wanted: bool) -> bool:
    """Let whoever writes the answer find it in the environment."""
    ctx.obj = ctx.obj._replace(overwrites=wanted)
    return wanted


def force_option(text: str) -> Any:
    """Make the option that does what a command would rather ask about or refuse."""
    return typer.Option("--force", callback=_overwrite, help=text)


ForceOption = Annotated[bool, force_option("文件已经有了也写，覆盖它；不写时从不覆盖已有的文件")]
"""Goes with every option that names a file to write."""
UnitsOption = Annotated[
    list[str] | None,
    typer.Option("--unit", "-u", metavar="单位", help="只看这个单位。和直接写单位一样"),
]
_FILES = {"units": "单位", "tasks": "任务", "quotas": "目标任务"}
DATA_FILE = OneOf(
    _FILES,
    {name: file for file, text in _FILES.items() for name in (text, f"{file}.yaml")},
)
ROLE = OneOf({"lead": "牵头", "support": "责任", "all": "全部"})
RoleOption = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="角色",
        parser=ROLE,
        help=f"单位在任务里的角色：{ROLE}。不写就是 all；写 lead 或 support 要同时写明单位",
    ),
]
KindOption = Annotated[
    str | None, typer.Option("--kind", metavar="类别", help="只看这一类单位，例如 镇、区直部门")
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
NumberOption = Annotated[
    str | None,
    typer.Option(
        "--number",
        metavar="文号",
        parser=_reader(parse_document_number),
        help="发文字号，例如 某府办函〔2021〕12号；六角括号写成方的也行。不写就没有这一行",
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


def choice_option(name: str, metavar: str, choice: OneOf, text: str) -> Any:
    """Make an option that takes one of a few words, which stand behind ``text`` in its help."""
    return typer.Option(name, metavar=metavar, parser=choice, help=f"{text}：{choice}")


def named(units: Sequence[str] | None, unit: Sequence[str] | None) -> tuple[str, ...]:
    """Return the units named in either way: as arguments, or with ``--unit``."""
    return (*(units or ()), *(unit or ()))


def wanted_role(role: str | None, units: Sequence[str]) -> Role | None:
    """Return the role that ``--role`` asks for, None for both.

    A role is one unit's: without ``units`` it is a usage error.
    """
    if role in (None, "all"):
        return None
    if not units:
        raise refusal("--role", "要同时写明是哪个单位的角色，例如 --unit 司法局")
    return cast("Role", role)
