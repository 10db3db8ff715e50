"""Every code is explained, and each explanation is true: its wrong example gives the
code, its right one is text of the base plan, which has no diagnostic.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple, cast

import pytest

from anju_cli.storage.folders import FILE_NAMES
from anju_cli.validation.codes import GROUPS, Explanation, explanations
from anju_cli.validation.loader import load
from tests.conftest import Golden
from tests.running import BASE, ROOT, TODAY, run

CODES = explanations()
ELLIPSIS = "…"
IN_A_FILE = [explanation for explanation in CODES.values() if explanation.file]


def lines_of(file: str) -> list[str]:
    return (ROOT / BASE / file).read_text(encoding="utf-8").split("\n")


def diagnostics(folder: Path) -> list[tuple[str, str, int]]:
    """Code, file and line of each diagnostic of a plan."""
    loaded = load(folder, "", TODAY)
    return [(each.code, each.file, each.line) for each in loaded.diagnostics]


def plan(folder: Path, **texts: str) -> Path:
    """The base plan, with whole files replaced."""
    shutil.copytree(ROOT / BASE, folder, dirs_exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8", newline="")
    return folder


# -- which codes there are -------------------------------------------------


def test_every_code_that_is_used_is_explained_and_no_other() -> None:
    used = {
        code
        for source in (ROOT / "anju_cli").rglob("*.py")
        for code in re.findall(r'"(A\d{3})"', source.read_text(encoding="utf-8"))
    }
    assert set(CODES) == used, "anju_cli/validation/codes.toml has to explain each code"


def test_they_stand_in_order() -> None:
    assert list(CODES) == sorted(CODES)
    assert {code[:2] for code in CODES} == set(GROUPS)


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        cast("dict[str, Explanation]", CODES)["A203"] = CODES["A204"]


@pytest.mark.parametrize("explanation", CODES.values(), ids=list(CODES))
def test_each_is_said_in_whole_chinese_sentences(explanation: Explanation) -> None:
    assert re.search("[\u4e00-\u9fff]", explanation.title) and explanation.title[-1] not in "。；，"
    for text in (explanation.meaning, explanation.advice):
        assert text.endswith("。")
        unquoted = re.sub("“[^”]*”", "", text)  # what is quoted is what to write
        assert not re.search("[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]", unquoted)
    assert explanation.file in ("", *FILE_NAMES)


def test_each_has_a_title_of_its_own() -> None:
    assert len({explanation.title for explanation in CODES.values()}) == len(CODES)


# -- examples that are passages of a file ----------------------------------


class Passage(NamedTuple):
    """Lines ``start`` to ``end`` (from 0) of a file of the base plan."""

    start: int
    end: int


def parts(example: str) -> list[list[str]]:
    """An example, cut where lines are left out."""
    cut: list[list[str]] = [[]]
    for line in example.split("\n"):
        if line == ELLIPSIS:
            cut.append([])
        else:
            cut[-1].append(line)
    return [part for part in cut if part]


def indented(part: list[str], by: int) -> list[str]:
    return [" " * by + line if line else line for line in part]


def passages(right: str, file: list[str]) -> tuple[int, list[Passage]]:
    """Where an example stands, each part of it once, and how far it is indented there."""
    fits = []
    for by in range(12):
        matches = []
        for part in parts(right):
            wanted = indented(part, by)
            starts = [at for at in range(len(file)) if file[at : at + len(wanted)] == wanted]
            matches += [Passage(at, at + len(wanted)) for at in starts]
        if len(matches) == len(parts(right)):
            fits.append((by, matches))
    assert len(fits) == 1, f"not one place in the base plan:\n{right}"
    return fits[0]


def with_the_fault(explanation: Explanation) -> tuple[str, set[int]]:
    """The base plan's file with the wrong example in place of the right one; and the
    numbers of the lines of that example."""
    lines = lines_of(explanation.file)
    by, places = passages(explanation.right, lines)
    assert places == sorted(places)
    text: list[str] = []
    shown: set[int] = set()
    at = 0
    for (start, end), part in zip(places, parts(explanation.wrong), strict=True):
        text += lines[at:start]
        shown |= set(range(len(text) + 1, len(text) + len(part) + 1))
        text += indented(part, by)
        at = end
    return "\n".join([*text, *lines[at:]]), shown


def test_the_base_plan_has_no_diagnostic() -> None:
    assert diagnostics(ROOT / BASE) == []


@pytest.mark.parametrize(
    "explanation",
    [explanation for explanation in IN_A_FILE if explanation.code != "A003"],
    ids=lambda explanation: explanation.code,
)
def test_the_wrong_example_in_place_of_the_right_one_gives_the_code_and_no_other(
    explanation: Explanation, tmp_path: Path
) -> None:
    text, shown = with_the_fault(explanation)
    actual = diagnostics(plan(tmp_path, **{explanation.file.removesuffix(".yaml"): text}))
    assert {code for code, _, _ in actual} == {explanation.code}
    assert {file for _, file, _ in actual} == {explanation.file}
    assert {line for _, _, line in actual} <= shown


# -- examples of whole files -----------------------------------------------


def test_a_file_with_comments_only(tmp_path: Path) -> None:
    explanation = CODES["A003"]
    assert passages(explanation.right, lines_of(explanation.file))
    assert diagnostics(plan(tmp_path, quotas=explanation.wrong)) == [("A003", explanation.file, 1)]


def test_a_file_under_another_name(tmp_path: Path) -> None:
    explanation = CODES["A001"]

    def named(example: str, folder: Path) -> Path:
        """The base plan, its files called as the example lists them."""
        first, *names = example.split("\n")
        assert first == "data/"
        plan(folder)
        for old, new in zip(sorted(FILE_NAMES), names, strict=True):
            (folder / old).rename(folder / new.strip())
        return folder

    assert diagnostics(named(explanation.wrong, tmp_path / "wrong")) == [("A001", "quotas.yaml", 1)]
    assert diagnostics(named(explanation.right, tmp_path / "right")) == []


def test_a_file_saved_in_another_encoding(tmp_path: Path) -> None:
    explanation = CODES["A002"]
    encodings = {"另存为，编码：ANSI": "gbk", "另存为，编码：UTF-8": "utf-8"}

    def saved(example: str) -> list[str]:
        text = "\n".join(lines_of("quotas.yaml"))
        (plan(tmp_path) / "quotas.yaml").write_bytes(text.encode(encodings[example]))
        return [code for code, _, _ in diagnostics(tmp_path)]

    assert saved(explanation.wrong) == ["A002"]
    assert saved(explanation.right) == []


def test_no_other_example_is_left_unproven() -> None:
    unproven = [code for code, explanation in CODES.items() if not explanation.file]
    assert unproven == ["A001", "A002", "A004"]


# -- the document ----------------------------------------------------------


def test_the_document_is_what_the_program_writes(golden: Golden) -> None:
    golden(ROOT / "docs" / "codes.md", run("explain", "--all", "-f", "markdown").out)


def test_the_command_that_makes_the_document_stands_in_it(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
    command = re.search("anju (explain --all .*) -->", text)
    assert command
    (tmp_path / "docs").mkdir()
    run(*command[1].split(), cwd=tmp_path)
    assert (tmp_path / "docs" / "codes.md").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("code", CODES)
def test_a_link_to_a_code_finds_it(code: str) -> None:
    text = (ROOT / "docs" / "codes.md").read_text(encoding="utf-8")
    assert text.count(f"\n### {code}\n") == 1
    assert f"| [{code}](#{code.lower()}) |" in text
