"""What validate says of each folder of ``fixtures/bad``, to the letter, and what it makes
of it with ``--fix``; and that it has nothing to say of those of ``fixtures/good``.

A folder holds only the files that differ from ``fixtures/base``, and in ``fixed``
those that ``--fix`` changes. Folders are collected by being there.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from anju_cli.storage.folders import FILE_NAMES, FileKind
from anju_cli.validation.codes import explanations
from anju_cli.validation.fixer import fix
from anju_cli.validation.loader import Given, load
from tests.conftest import Golden
from tests.running import LATER, ROOT, Outcome, run

FIXTURES = ROOT / "tests/fixtures"
BASE = FIXTURES / "base"
FIXED = "fixed"
KINDS: tuple[FileKind, ...] = ("units", "tasks", "quotas")
BAD = sorted((FIXTURES / "bad").iterdir())
GOOD = sorted((FIXTURES / "good").iterdir())

ELSEWHERE = {"A001", "A004", "A110"}
"""Files that are not there, or too large, and nests too deep to keep: test_loader.py and
test_hostile.py make them."""


def name_of(folder: Path) -> str:
    return folder.name


def validated(folder: Path, world: Path) -> Outcome:
    """What validate says of the base plan in ``world/data`` with the files of ``folder``."""
    shutil.copytree(BASE, world / "data")
    for file in folder.glob("*.yaml"):
        shutil.copy(file, world / "data")
    return run("validate", "data", cwd=world, today=LATER)


@pytest.mark.parametrize("folder", BAD, ids=name_of)
def test_a_bad_plan(folder: Path, tmp_path: Path, golden: Golden) -> None:
    outcome = validated(folder, tmp_path)
    golden(folder / "expected.txt", outcome.out)
    code = 0 if "，0 处错误，" in outcome.out else 1  # then there are warnings only
    assert (outcome.code, outcome.err) == (code, "")
    # And what is fixed in it.
    given = {
        kind: Given(f"data/{kind}.yaml", (folder / f"{kind}.yaml").read_bytes())
        for kind in KINDS
        if (folder / f"{kind}.yaml").exists()
    }
    loaded = load(BASE, "data", LATER, given)
    once = fix(loaded, "data", LATER)
    for kind in KINDS:
        golden(folder / FIXED / f"{kind}.yaml", once.contents.get(kind))
    # validate says beforehand how much that will be.
    said = re.search(r"^可以自动改 (\d+) 处", outcome.out, re.M)
    assert int(said[1] if said else 0) == len(once.diagnostics)
    # Twice is the same as once, and what is left is not worse than what was there.
    assert fix(once.after, "data", LATER).contents == {}
    assert len(once.after.diagnostics) < len(loaded.diagnostics) or not once.contents


@pytest.mark.parametrize("folder", GOOD, ids=name_of)
def test_a_good_plan(folder: Path, tmp_path: Path) -> None:
    assert validated(folder, tmp_path) == Outcome(0, "没有问题：data\n", "")


def test_folders_hold_what_differs_from_the_base() -> None:
    for folder in (*BAD, *GOOD):
        files = {file.name for file in folder.iterdir()}
        changed = files & set(FILE_NAMES)
        assert changed, folder.name
        others = {"expected.txt"} if folder in BAD else set()
        assert files - changed - {FIXED} == others, folder.name
        for name in changed:
            assert (folder / name).read_bytes() != (BASE / name).read_bytes(), folder.name


FOUND = {
    (level, code)
    for folder in BAD
    for level, code in re.findall(
        r"^data/\S+ (错误|提示) (A\d{3}) ",
        (folder / "expected.txt").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
}
"""Each level and code that a fixture shows."""


def test_every_code_has_a_fixture() -> None:
    assert set(explanations()) - {code for _, code in FOUND} == ELSEWHERE


def test_every_code_is_of_the_level_it_says() -> None:
    for code, explanation in explanations().items():
        levels = {level for level, shown in FOUND if shown == code}
        assert levels == set(explanation.level.split("或")) or code in ELSEWHERE, code
