"""README.md and the English documents: their commands print what they show, their links lead
somewhere. (The Chinese manual tells of files as well: ``test_manual``.)"""

from __future__ import annotations

import re
import shlex
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from anju_cli.cli.app import COMMANDS
from docs.manual.scenes import MANUAL
from tests.conftest import Golden, accept, compare
from tests.running import ROOT, run
from tests.shown import is_what_is_shown

README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = ROOT / "docs" / "guide"
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "examples/*.md", "benchmarks/*.md")
    for path in ROOT.glob(pattern)
)

# -- the commands and what they print ----------------------------------------


class Block(NamedTuple):
    """A command that a document shows, and what it is shown to print."""

    path: Path
    command: str
    printed: str

    def __str__(self) -> str:
        return f"$ {self.command}\n{self.printed}```\n"


def blocks(path: Path) -> list[Block]:
    found = re.findall(
        r"^```console\n\$ (.*?)\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    return [Block(path, command, printed) for command, printed in found]


CONSOLE = [block for path in DOCUMENTS for block in blocks(path)]


@pytest.mark.parametrize(
    "block", CONSOLE, ids=[f"{block.path.name}: {block.command}" for block in CONSOLE]
)
def test_shown_output_is_what_is_printed(block: Block, golden: Golden) -> None:
    program, *args = shlex.split(block.command)
    assert program == "anju"
    outcome = run(*args, today=date(2026, 1, 1))
    printed = outcome.out + outcome.err
    if not is_what_is_shown(block.printed, printed):
        assert "…" not in block.printed.splitlines(), f"change by hand: {printed}"
        text, renewed = block.path.read_text("utf-8"), block._replace(printed=printed)
        assert str(block) in text
        golden(block.path, text.replace(str(block), str(renewed)))


def test_a_shown_line_that_is_not_printed_is_noticed_and_renewed(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text("前\n```console\n$ anju --version\n0\n```\n后\n", encoding="utf-8")
    (block,) = blocks(document)
    with pytest.raises(AssertionError):
        test_shown_output_is_what_is_printed(block, compare)
    test_shown_output_is_what_is_printed(block, accept)
    (version,) = run("--version").lines
    text = f"前\n```console\n$ anju --version\n{version}\n```\n后\n"
    assert document.read_text("utf-8") == text


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if path != MANUAL], ids=lambda p: p.name
)
def test_every_block_of_the_kind_console_is_run(path: Path) -> None:
    assert f"\n{path.read_text('utf-8')}".count("\n```console\n") == len(blocks(path))


def test_the_edit_session_of_the_guide_is_what_is_printed(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    person = (
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text('utf-8')\n"
    )
    person += "DONE = 'due: 2021-05-31\\n        done: {on: 2021/5/28}'\n"
    person += "file.write_text(text.replace('due: 2021-05-31', DONE), 'utf-8')\n"
    (tmp_path / "person.py").write_text(person, encoding="utf-8")
    editor = {"NO_COLOR": "1", "EDITOR": shlex.join((sys.executable, str(tmp_path / "person.py")))}
    editor["HOME"] = str(tmp_path)
    edited = run("edit", "tasks", cwd=tmp_path, variables=editor, terminal=True, stdin=b"m\n")
    (shown,) = re.findall(
        r"^```text\n\$ anju edit tasks\n(.*?)^```$",
        (GUIDE / "editing.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    printed = re.sub("(?<=drafts/)[0-9a-f]{16}", "…", edited.out + edited.err)
    assert printed == shown.replace("：m\n", "：")  # what is typed is not printed


# -- the README --------------------------------------------------------------


def test_the_readme_is_one_page() -> None:
    assert len(README.splitlines()) <= 150
    shown = [block.command.split()[1] for block in CONSOLE if block.path.name == "README.md"]
    assert shown == ["tasks", "deadlines", "validate"]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_stands_in_the_table_of_the_readme(name: str) -> None:
    assert len(re.findall(rf"^\| `{name}` \| \S", README, re.MULTILINE)) == 1


def test_the_lines_for_windows_work_in_both_of_its_shells() -> None:
    """cmd knows no single quotes, PowerShell 5.1 no ``&&``; variables are written differently."""
    (lines,) = re.findall(r"<!-- windows-commands -->\n```bat\n(.*?)```", README, re.DOTALL)
    assert not set(lines) & set("'\"&%$;|")
    (line,) = re.findall(r"<!-- answer-command -->\n```sh\n(.*)\n```", README)
    of_unix = line.replace("python3", "py").replace(".venv/bin/", ".venv\\Scripts\\").split(" && ")
    assert lines.splitlines() == of_unix


# -- links -------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """The names that a page gives to its headings, as GitHub does."""
    headings = re.findall(r"^#+ (.*)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.M | re.S)
    for link in map("".join, re.findall(r"\]\(([^)]+)\)|src=\"([^\"]+)\"", text)):
        name, _, anchor = unquote(link).partition("#")
        if name.startswith("https://"):
            continue
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target.read_text("utf-8")), link


def test_every_document_is_linked_from_the_readme() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    linked = {ROOT / unquote(link).partition("#")[0] for link in links}
    assert set(DOCUMENTS) - linked == {ROOT / "README.md"}


def test_files_that_contributing_names_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    names = re.findall(r"`([\w.-]+/[\w./-]*)`", text)
    assert len(names) > 20
    for name in names:
        roots = (ROOT / name, ROOT / "anju_cli" / name, ROOT / "anju_cli" / f"{name}.py")
        assert any(path.exists() for path in roots), name
