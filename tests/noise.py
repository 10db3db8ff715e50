"""Noise for ``test_hostile`` and ``benchmarks/fuzz.py``: the fixtures, mutated.

Lines are moved, lost and joined, and characters and words put in.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from tests.reading_laws import TARGETS, Target
from tests.running import ROOT

_YAML = """
: |：|:|- |-|－|—|, |，|、|；|[|]|［|］|{|}|｛|｝|【|】|（|）|"|'|“|”|‘|’|''|? |> |>+|&甲 |*甲|<<: |
!!int |!甲 |%YAML 1.1|---|...|# |#|＃|@|`|~|null|<<<<<<< HEAD|=======|>>>>>>> x|- - - |{甲: 1}
"""
_INVISIBLE = "\t|\u3000|\u00a0|\u200b|\ufeff|\x85|\u2028|\x00|\x1b[31m|\x07|\r|\u0301|\u202e|\ue000"
_STRANGE = "\u2f00|\U0001f600|\ufe0f|\ufffd|\U00020000|\ud7ff|é|國|锟斤拷|\u3164|\uffff|\u1160"
_VALUES = """
0|-1|1.5|012|0x1F|1e400|999999999|9999999999|一百二十|２５０|25O|250条|11 110|11,110|95%|yes|√|12:30
|2021-06-31|0000-01-01|9999-12-31|2021/6/30|2021年6月30日前|20210630|2021-13|1.1|2021-Q2|2021-H1
|2021-06|次月31日|期末|十二.一|未报|2021-06-30（星期三）|"2021-06-30 18:00"|1.999999999999
"""
_WORDS = """
district units groups name full_name kind aliases see_also note members plan title issuer issued
year source soon_days sections number tasks section text lead support deadlines id what quote due
done on link every by event within_workdays occurrences date total targets published start pace
固定日期 周期 事后限时 持续推进 每月 每季度 每半年 每年 每周 区直部门 镇 街道 司法局 区司法局 青石镇
各镇、街道 区直各部门 政府办公室 单位 条数 合计 序号 {年} {单位}
"""
_LONG = ("1" * 5000, "[" * 40, "{a: " * 40, "- " * 40, "甲" * 300, " " * 500, "：" * 200)
_COMMENTS = (
    "# anju 忽略 A401 到 2022-12-31：有理由",
    "# anju 忽略 A301、A302、A305、A309 到 2022-12-31：有理由",
    "  # anju 忽略 A404、A410 到 2022-02-30：",
)
MARKS = tuple(_YAML.strip("\n").replace("\n", "").split("|"))
WORDS = tuple(_WORDS.split())
VALUES = tuple(_VALUES.replace("\n", "").split("|"))
BITS = (*MARKS, *_INVISIBLE.split("|"), *_STRANGE.split("|"), *VALUES, *WORDS, *_LONG, *_COMMENTS)

MOST_BYTES = 6_000


def seeds() -> Iterator[tuple[Target, bytes]]:
    """Yield the files of fixtures and templates, and some tables, with their targets."""
    files = [
        *sorted((ROOT / "tests" / "fixtures").glob("base/*.yaml")),
        *sorted((ROOT / "tests" / "fixtures").glob("*/*/*.yaml")),
        *sorted((ROOT / "anju_cli/views/wording").glob("*.yaml")),
    ]
    targets = {str(target): target for target in TARGETS}
    for file in files:
        data = file.read_bytes()
        if file.stem in targets and len(data) < MOST_BYTES:
            yield targets[file.stem], data
    for table in ("单位,条数\n司法局,18\n青石镇,0\n合计,18\n", "序号,单位,6月\n1,司法局,未报\n"):
        yield "csv", table.encode()
        yield "xlsx", table.replace(",", "\t").encode()


# -- edits of lines ----------------------------------------------------------

_Edit = Callable[[list[str], int, random.Random], None]


def _swap(lines: list[str], at: int, draw: random.Random) -> None:
    other = draw.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _lose_lines(lines: list[str], at: int, draw: random.Random) -> None:
    del lines[at : at + draw.randint(1, 6)]


def _copy_lines(lines: list[str], at: int, draw: random.Random) -> None:
    where = draw.randrange(len(lines) + 1)
    lines[where:where] = lines[at : at + draw.randint(1, 8)]


def _indent(lines: list[str], at: int, draw: random.Random) -> None:
    by = draw.choice((" ", "  ", "    ", "\t", "\u3000", "\u00a0"))
    for number in range(at, min(len(lines), at + draw.choice((1, 1, 3, 9)))):
        lines[number] = by + lines[number]


def _outdent(lines: list[str], at: int, draw: random.Random) -> None:
    fewer = draw.randint(1, 4)
    for number in range(at, min(len(lines), at + draw.choice((1, 1, 3, 9)))):
        bare = lines[number].lstrip(" ")
        lines[number] = " " * (len(lines[number]) - len(bare) - fewer) + bare


def _break(lines: list[str], at: int, draw: random.Random) -> None:
    column = draw.randrange(len(lines[at]) + 1)
    lines[at : at + 1] = [lines[at][:column], " " * draw.randrange(9) + lines[at][column:]]


def _join(lines: list[str], at: int, _: random.Random) -> None:
    lines[at : at + 2] = ["".join(line.strip() for line in lines[at : at + 2])]


def _put_in(lines: list[str], at: int, draw: random.Random) -> None:
    column = draw.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:column] + draw.choice(BITS) + lines[at][column:]


def _take_out(lines: list[str], at: int, draw: random.Random) -> None:
    column = draw.randrange(len(lines[at]) + 1)
    lines[at] = lines[at][:column] + lines[at][column + draw.randint(1, 4) :]


def _give_value(lines: list[str], at: int, draw: random.Random) -> None:
    key, _, _ = lines[at].partition(": ")
    lines[at] = f"{key}: {draw.choice(BITS)}"


def _write_otherwise(lines: list[str], at: int, draw: random.Random) -> None:
    lines[at] = lines[at].replace(draw.choice(MARKS), draw.choice(BITS))


def _add_line(lines: list[str], at: int, draw: random.Random) -> None:
    key = draw.choice((f"{draw.choice(WORDS)}: ", "- ", ""))
    lines.insert(at, " " * draw.randrange(9) + key + draw.choice(BITS))


_EDITS: tuple[_Edit, ...] = (
    *(_swap, _lose_lines, _copy_lines, _indent, _outdent, _break, _join),
    *(_put_in, _put_in, _take_out, _give_value, _write_otherwise, _add_line),
)


def mutated(data: bytes, draw: random.Random) -> bytes:
    """Make one or a few edits of a file's lines. What is no UTF-8 passes through."""
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    for _ in range(draw.choice((1, 1, 1, 2, 3, 6))):
        draw.choice(_EDITS)(lines, draw.randrange(len(lines)), draw)
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8", "surrogateescape")
