"""The codes of diagnostics: what each means, read from ``codes.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Level = Literal["错误", "提示", "错误或提示"]
"""What a code is given as; as the last, an error where nothing else can be."""

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "A0": "文件本身",
        "A1": "行和符号",
        "A2": "一条记录",
        "A3": "前后对照",
        "A4": "可疑之处",
        "A5": "忽略",
    }
)
"""What the first digit of a code says."""


class Explanation(NamedTuple):
    """A code in words; ``codes.toml`` says what the fields hold.

    Their names are those of ``anju explain -f json``.
    """

    code: str
    title: str
    meaning: str
    file: str
    wrong: str
    right: str
    advice: str
    level: Level = "错误"
    may_stand: bool = False

    @property
    def examples(self) -> tuple[tuple[str, list[str]], ...]:
        """Both examples with their headings, line by line, blanks that nobody sees named."""
        file = f"（{self.file}）" if self.file else ""
        return (
            (f"错误的写法{file}", _with_blanks_named(self.wrong).split("\n")),
            ("正确的写法", _with_blanks_named(self.right).split("\n")),
        )

    @property
    def is_suppressible(self) -> bool:
        """Whether a comment can suppress any diagnostic of this code."""
        return self.may_stand or self.level != "错误"

    @property
    def how_to_suppress(self) -> str:
        """The sentence that says how to suppress it; empty where that is impossible."""
        if not self.is_suppressible:
            return ""
        what = "提示" if self.level == "错误或提示" and not self.may_stand else ""
        return f"{what}可以忽略：在那一行末尾写注释 # anju 忽略 {self.code} 到 日期：理由"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All of it in plain text, but for the code and the title."""
        examples = (
            "\n".join([f"{heading}：", *(f"  {line}" for line in lines)])
            for heading, lines in self.examples
        )
        return (
            self.meaning,
            *examples,
            f"怎样改：{self.advice}",
            *filter(None, [self.how_to_suppress]),
        )

    @property
    def group(self) -> str:
        """Where faults of this kind are found, in words."""
        return GROUPS[self.code[:2]]


def _with_blanks_named(text: str) -> str:
    return text.replace("\t", "<Tab>").replace("\u3000", "<U+3000>")


@cache
def explanations() -> Mapping[str, Explanation]:
    """Read every code, in ascending order: only a few commands need them."""
    text = Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    return MappingProxyType({code: _explanation(code, table) for code, table in tables.items()})


def _explanation(code: str, table: dict[str, Any]) -> Explanation:
    prose = {key: table[key].replace("\n", "") for key in ("meaning", "advice")}
    examples = {key: table[key].removesuffix("\n") for key in ("wrong", "right")}
    return Explanation(**{"code": code, "file": "", **table, **prose, **examples})
