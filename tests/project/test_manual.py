"""docs/使用手册.md and docs/命令一览.md: what they show is what anju prints and does."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anju_cli.cli.app import COMMANDS
from anju_cli.cli.chinese import params
from anju_cli.model.schema import FILES
from docs.manual.reference import REFERENCE, contexts, reference
from docs.manual.scenes import MANUAL, Scene, Untrue, pieces, play, renew, scenes
from tests.conftest import Golden
from tests.running import LATER, ROOT, base_with, copy_of_base, run

TEXT = MANUAL.read_text(encoding="utf-8")
CONTEXTS = contexts()


# -- the commands and what they print ----------------------------------------


def test_what_the_manual_shows_is_what_happens(golden: Golden) -> None:
    renewed, by_hand = renew(TEXT)
    assert not by_hand, f"change by hand: {by_hand[0].command}\n{by_hand[0].printed}"
    golden(MANUAL, renewed)


def scene_of(text: str) -> Scene:
    (scene,) = scenes(f"<!-- 例子 half-year 2021-06-30 -->\n{text}")
    return scene


@pytest.mark.parametrize(
    ("shown", "is_true"),
    [
        ("anju 0\n", False),
        ("…\n合计 1 个单位 0\n…\n", False),
        ("单位名册\n…\n", True),
        ("", True),
    ],
)
def test_an_answer_that_is_not_given_is_noticed(shown: str, is_true: bool, tmp_path: Path) -> None:
    scene = scene_of(f"```console\n> anju units --kind 街道\n{shown}```\n")
    assert [output.is_true for output in play(scene, tmp_path)] == [is_true]


def test_a_command_without_its_answer_has_to_end_well(tmp_path: Path) -> None:
    scene = scene_of("```console\n> anju show 20\n\n> anju show 19\n```\n")
    assert [(output.command, output.is_true) for output in play(scene, tmp_path)] == [
        ("anju show 20", False),
        ("anju show 19", True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- 看 data/quotas.yaml -->\n```yaml\nyear: 2020\n```\n",
        "<!-- 改 data/quotas.yaml\nyear: 2020\n改成\nyear: 2022\n-->\n",
        "<!-- 改 data/quotas.yaml\n  司法局\n-->\n```yaml\n  司法局: 1\n```\n",  # half a line
    ],
)
def test_a_file_that_is_not_as_the_manual_says_is_noticed(text: str, tmp_path: Path) -> None:
    with pytest.raises(Untrue):
        list(play(scene_of(text), tmp_path))


def test_what_happens_to_files_is_done(tmp_path: Path) -> None:
    text = (
        "<!-- 改 data/quotas.yaml\nyear: 2021\n-->\n```yaml\nyear: 2022\n```\n"
        "<!-- 改 data/quotas.yaml\nyear: 2022\n改成\nyear: 2023\n-->\n"
        "<!-- 看 data/quotas.yaml -->\n```yaml\nyear: 2023\ntotal: 11110\n```\n"
        "<!-- 写 new/note.txt -->\n```text\n甲\n```\n"
    )
    assert list(play(scene_of(text), tmp_path)) == []
    assert (tmp_path / "new/note.txt").read_text(encoding="utf-8") == "甲\n"


def test_renewing_puts_in_what_is_printed_and_leaves_what_is_left_out() -> None:
    head = "<!-- 例子 half-year 2021-06-30 -->\n"
    manual = (
        f"{head}```console\n> anju --version\n?\n\n> anju units --kind 街道\n…\n不是\n```\n后\n"
    )
    renewed, by_hand = renew(manual)
    (version,) = run("--version").lines
    assert renewed == manual.replace("?", version)
    assert [output.command for output in by_hand] == ["anju units --kind 街道"]


# -- every command that is named ---------------------------------------------

_PROSE = re.compile(r"(?<!`)`(anju(?: [^`]*)?)`(?!`)")


def named() -> Iterator[str]:
    """The command lines of the manual: in the prose, in console blocks, and in others."""
    yield from _PROSE.findall(re.sub(r"^```.*?^```$", "", TEXT, flags=re.MULTILINE | re.DOTALL))
    for piece in pieces(TEXT):
        if piece.is_block:
            for line in piece.text.splitlines():
                if line.startswith(("> anju ", "anju ", "py anju.pyz ")):
                    yield f"anju {line.split(maxsplit=2 if line[0] in '>p' else 1)[-1]}"


def is_an_option(word: str) -> bool:
    return re.fullmatch(r"--?[a-z][a-z-]*", word) is not None


@pytest.mark.parametrize("line", sorted(set(named())))
def test_a_command_line_has_a_command_and_options_that_exist(line: str) -> None:
    _, *args = shlex.split(line)
    command = args.pop(0) if args and args[0] in COMMANDS else ""
    if command == "" and args and not args[0].startswith("-"):
        assert args[0] in ("命令", "taks")  # what stands for a command; a slip that is shown
        return
    options = params.options(CONTEXTS[command])
    known = {name for option in options for name in option.opts}
    assert [word for word in args if is_an_option(word) and word not in known] == []


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_manual_tells_of_every_command(name: str) -> None:
    assert any(re.match(rf"anju {name}\b", line) for line in named())


# -- docs/命令一览.md ----------------------------------------------------------


def test_the_reference_is_what_is_made_of_the_commands(golden: Golden) -> None:
    golden(REFERENCE, reference())


@pytest.mark.parametrize("name", list(COMMANDS))
def test_the_reference_has_every_option_of_a_command_and_what_it_means(name: str) -> None:
    (section,) = re.findall(rf"^## anju {name}\n(.*?)(?=^## |\Z)", reference(), re.M | re.S)
    meanings = dict(re.findall(r"^- `(-[^`]+)`：(.+)$", section, re.MULTILINE))
    # The words of --help, which come another way: both have the same terms.
    page = run(name, "--help", terminal=True, width=100).out
    terms = re.findall(r"^  (-[^\s,]+(?:, --\S+)?)", page, re.MULTILINE)
    assert terms[-1] == "-h, --help"
    for term in terms:
        (form,) = [form for form in meanings if form == term or form.startswith(f"{term} ")]
        assert meanings[form]
    for option in params.options(CONTEXTS[name]):
        assert any(all(name in form for name in option.opts) for form in meanings)


# -- the files ----------------------------------------------------------------


def keys_of(schema: Any) -> set[str]:
    """The names of all fields in a JSON Schema."""
    if isinstance(schema, list):
        return set().union(*map(keys_of, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema.get("properties", ()))
    return own.union(*(keys_of(value) for value in schema.values()))


@pytest.mark.parametrize("kind", list(FILES))
def test_the_small_plan_has_every_field_and_a_word_on_each(kind: str) -> None:
    every = list(pieces(TEXT))
    (at,) = [
        index
        for index, piece in enumerate(every)
        if piece.word == "写" and piece.text.strip() == f"小计划/{kind}.yaml"
    ]
    lines = every[at + 1].text.splitlines()
    fields = keys_of(FILES[kind].model_json_schema()) - {"$ref"}
    for field in sorted(fields):
        of_field = [line for line in lines if re.search(rf"(^|[ {{-]){field}:( |$)", line)]
        assert of_field, field
        assert any("  # " in line or "|  " in line or " # " in line for line in of_field), field


TRAPS = [
    # in the table, the file, what stands there, what is written
    ("`司法局：150`", "quotas", "  司法局: 150", "  司法局：150"),
    ("`司法局:150`", "quotas", "  司法局: 150", "  司法局:150"),
    ("`[甲局，乙局]`", "units", "[青石镇, 清溪街道]", "[青石镇，清溪街道]"),
    ("`[甲局、乙局]`", "units", "[青石镇, 清溪街道]", "[青石镇、清溪街道]"),
    ("用 Tab 键缩进", "quotas", "  司法局: 150", "\t司法局: 150"),
    ("用全角空格缩进", "quotas", "  司法局: 150", "\u3000司法局: 150"),
    ("`－ 青石镇`", "tasks", "      - 青石镇", "      － 青石镇"),
    ("`2021/6/30`", "tasks", "due: 2021-06-30", "due: 2021/6/30"),
    ("`2021年6月30日`", "tasks", "due: 2021-06-30", "due: 2021年6月30日"),
    ("`250条`", "quotas", "司法局: 150", "司法局: 150条"),
    ("`２５０`", "quotas", "司法局: 150", "司法局: １５０"),
    ("`11,110`", "quotas", "司法局: 18", "司法局: 1,018"),
    ("看不见的字符", "quotas", "  司法局: 150", "  司法\u200b局: 150"),
    ("`2021-06-31`", "tasks", "due: 2021-06-30", "due: 2021-06-31"),
    ("`司法句`", "quotas", "  司法局: 150", "  司法句: 150"),
    ("`25O`", "quotas", "司法局: 150", "司法局: 15O"),
]


def in_table(shown: str) -> list[str]:
    """The cells of the row of the table of traps that shows it."""
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and shown in line]
    return [cell.strip() for cell in rows[0].strip("|").split("|")]


@pytest.mark.parametrize(("shown", "file", "old", "new"), TRAPS, ids=[trap[0] for trap in TRAPS])
def test_a_trap_is_found_and_fixed_as_the_table_says(
    shown: str, file: str, old: str, new: str, tmp_path: Path
) -> None:
    *_, code, fixed = in_table(shown)
    folder = str(base_with(tmp_path / "data", file, old, new))
    diagnostics = json.loads(run("validate", folder, "-f", "json", today=LATER).out)
    assert code in {diagnostic["code"] for diagnostic in diagnostics}
    left = run("validate", folder, "--fix", today=LATER)
    assert (left.code == 0) == (fixed == "能")


def test_a_file_in_gbk_is_found_and_fixed_as_the_table_says(tmp_path: Path) -> None:
    *_, code, fixed = in_table("GBK）")
    file = copy_of_base(tmp_path / "data") / "quotas.yaml"
    file.write_bytes(file.read_text(encoding="utf-8").encode("gbk"))
    assert f"错误 {code} " in run("validate", str(file.parent), today=LATER).out
    assert (run("validate", str(file.parent), "--fix", today=LATER).code, fixed) == (0, "能")


# -- variables ---------------------------------------------------------------


def test_every_variable_that_is_read_is_told() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "anju_cli").rglob("*.py"))
    read = set(re.findall(r"\bANJU_[A-Z]+\b|\b(?:NO|FORCE)_COLOR\b|\bVISUAL\b|\bEDITOR\b", sources))
    assert {"ANJU_DATA", "ANJU_TODAY", "ANJU_CACHE", "NO_COLOR"} <= read
    assert {name for name in read if f"`{name}`" not in TEXT} == set()


def test_a_block_that_is_run_is_of_the_kind_console() -> None:
    """A line that looks like a command to be typed stands in no other kind of block."""
    others = [piece for piece in pieces(TEXT) if piece.is_block and piece.word != "console"]
    assert not [piece for piece in others if re.search(r"^> ?anju", piece.text, re.MULTILINE)]
