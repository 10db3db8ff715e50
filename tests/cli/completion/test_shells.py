"""The scripts in the shells that are there: what one Tab makes of a line."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.running import BASE, ROOT, base_with

SCRIPTS = ROOT / "anju_cli/cli/completion/scripts"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a program for a test is made by sh")


def needs(shell: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"there is no {shell}")


@pytest.fixture
def world(tmp_path: Path) -> Mapping[str, str]:
    """Variables of a shell that finds an anju, which asks about the base plan."""
    program = tmp_path / "bin" / "anju"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m anju_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "ANJU_DATA": str(ROOT / BASE),
        "ANJU_CACHE": str(tmp_path / "cache"),
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "TERM": "dumb",
    }


def told(world: Mapping[str, str], *command: str) -> str:
    """What a shell prints; it must not complain."""
    ended = subprocess.run(
        command,
        env=world,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert ended.stderr == ""
    return ended.stdout


# -- bash --------------------------------------------------------------------

BASH = """
source "$1"
COMP_LINE=$2 COMP_POINT=${#2} COMP_TYPE=9
shift 2
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
compopt() { echo "compopt $*"; }
$(complete -p anju | sed 's/.*-F \\([^ ]*\\) .*/\\1/') anju
for one in "${COMPREPLY[@]}"; do echo "$one"; done
"""


def bash(world: Mapping[str, str], line: str, *words: str) -> list[str]:
    """What is replied at the end of ``line``, which bash has broken into ``words``."""
    script = str(SCRIPTS / "anju.bash")
    return told(world, "bash", "--norc", "-c", BASH, "bash", script, line, *words).splitlines()


@needs("bash")
def test_bash(world: Mapping[str, str]) -> None:
    sort = "compopt -o nosort"
    assert bash(world, "anju tasks --unit sf", "anju", "tasks", "--unit", "sf") == [sort, "司法局"]
    assert bash(world, "anju tasks --unit=sf", "anju", "tasks", "--unit", "=", "sf") == [
        sort,
        "司法局",
    ]
    assert bash(world, "anju done 1.", "anju", "done", "1.") == [
        sort,
        "1.1  (公布目录)",
        "1.2  (报送更新情况)",
    ]
    assert bash(world, "anju record 2021-06 sf", "anju", "record", "2021-06", "sf") == [
        "compopt -o nospace",
        sort,
        "司法局=",
    ]
    assert bash(world, "anju tasks -o ", "anju", "tasks", "-o", "") == ["compopt -o default"]
    assert bash(world, "anju tasks --data ", "anju", "tasks", "--data", "") == [
        "compopt -o dirnames"
    ]
    assert bash(world, "anju unit 'x", "anju", "unit", "'x 没有") == [sort]


@needs("bash")
@pytest.mark.parametrize("called", ["a", "~/bin/anju"])
def test_bash_completes_an_alias_and_a_path(world: Mapping[str, str], called: str) -> None:
    script = BASH.replace("') anju", f"') '{called}'")
    line = f"{called} unit sf"
    shown = told(
        world, "bash", "--norc", "-c", script, "bash", str(SCRIPTS / "anju.bash"), line,
        called, "unit", "sf",
    )  # fmt: skip
    assert shown.splitlines() == ["compopt -o nosort", "司法局"]


@needs("bash")
def test_bash_says_nothing_when_the_program_fails(world: Mapping[str, str]) -> None:
    Path(world["HOME"], "bin", "anju").write_text("#!/bin/sh\necho 坏了 >&2; exit 1\n")
    assert bash(world, "anju ta", "anju", "ta") == []


@needs("bash")
def test_the_line_that_is_installed_makes_bash_complete(world: Mapping[str, str]) -> None:
    told(world, "anju", "completion", "bash", "--install")
    assert told(world, "bash", "-c", ". ~/.bashrc; complete -p anju") == "complete -F _anju anju\n"


# -- fish --------------------------------------------------------------------


@needs("fish")
def test_fish(world: Mapping[str, str]) -> None:
    told(world, "anju", "completion", "fish", "--install")

    def fish(line: str) -> list[str]:
        return told(world, "fish", "--private", "-c", f'complete -C "{line}"').splitlines()

    assert fish("anju tasks --unit sf") == ["sifaju\t司法局"]
    assert fish("anju tasks --unit 司") == ["司法局"]
    assert fish("anju done 1.") == ["1.1\t公布目录", "1.2\t报送更新情况"]
    assert "tests/" in fish("anju tasks --data te")


@needs("fish")
def test_fish_completes_an_alias_and_runs_no_name(world: Mapping[str, str], tmp_path: Path) -> None:
    name = "甲$(id>ran)"
    folder = base_with(
        tmp_path / "data", "units", "\ngroups:", f"\n  - {{name: {name}, kind: 镇}}\n\ngroups:"
    )
    code = f'source {SCRIPTS / "anju.fish"}; alias a=anju; complete -C "a unit 甲"'
    asking = {**world, "ANJU_DATA": str(folder)}
    assert told(asking, "fish", "--private", "-c", code).splitlines() == [name]
    assert not (ROOT / "ran").exists()


# -- zsh ---------------------------------------------------------------------


ZSH = """
PS1= written=$2; autoload -Uz compinit; compinit -D -i; source "$1"
alias a=anju; setopt complete_aliases; compdef a=anju
show() { print -rn -- "$BUFFER" > "$written"; zle kill-whole-line; exit }
zle -N show; bindkey '^X' show; print RE''ADY
"""


@needs("zsh")
@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("anju tasks --unit sf", "anju tasks --unit 司法局 "),
        ("anju tasks --unit=sf", "anju tasks --unit=司法局 "),
        ("anju record 2021-06 sf", "anju record 2021-06 司法局="),
        ("anju unit qing", "anju unit qing"),  # two: nothing is taken away
        ("anju unit '司", "anju unit '司法局' "),
        ("a unit sf", "a unit 司法局 "),
        ("~/bin/anju unit sf", "~/bin/anju unit 司法局 "),
    ],
)
def test_zsh(world: Mapping[str, str], tmp_path: Path, typed: str, becomes: str) -> None:
    """zsh completes only on a terminal. What the line is then, a key of its own writes to a
    file."""
    import pty

    line, start = tmp_path / "line", tmp_path / "start.zsh"
    start.write_text(ZSH, encoding="utf-8")
    master, slave = pty.openpty()
    shell = subprocess.Popen(
        ["zsh", "-f", "-i"],
        env={**world, "TERM": "xterm"},
        cwd=ROOT,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    try:
        os.write(master, f"source {start} {SCRIPTS / 'anju.zsh'} {line}\n".encode())
        _read(master, b"READY")
        os.write(master, f"{typed}\t\x18".encode())
        _read(master, None)
    finally:
        shell.kill()
        shell.wait()
        os.close(master)
    assert line.read_text(encoding="utf-8") == becomes


def _read(terminal: int, until: bytes | None) -> None:
    """Read what is shown until that comes, or until the shell ends."""
    shown = b""
    while until is None or until not in shown:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, shown.decode(errors="replace")
        try:
            shown += os.read(terminal, 4096)
        except OSError:  # the other end has gone
            return


# -- PowerShell --------------------------------------------------------------


@needs("pwsh")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("anju tasks --unit sf", ["司法局"]),
        ("anju tasks --unit=sf", ["--unit=司法局"]),
        ("anju done 1.", ["1.1", "1.2"]),
        ("anju un", ["unit", "units", "undone"]),
    ],
)
def test_powershell(world: Mapping[str, str], line: str, words: list[str]) -> None:
    code = (
        "[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false\n"
        f". '{SCRIPTS / 'anju.ps1'}'\n"
        f"(TabExpansion2 '{line}' {len(line)}).CompletionMatches.CompletionText"
    )
    assert told(world, "pwsh", "-NoProfile", "-Command", code).splitlines() == words


def test_powershell_quotes_every_word_that_could_mean_something_else() -> None:
    """Also one behind an option: --unit=$(…) would be run. Where there is no PowerShell to
    try it, this much is held: which words are quoted, and what is doubled in them."""
    script = (SCRIPTS / "anju.ps1").read_text(encoding="ascii")
    (plain,) = re.findall(r"if \(\$value -match '\[\^(.*)\]'\) \{", script)
    assert plain == r"\p{L}\p{N}_./:=-"
    assert """($value -replace "['\\u2018-\\u201b]", '$0$0')""" in script


EVIL = ["甲$(id>ran)", "乙`id>ran`", '丙"丁', "戊'己;id>ran", "辛’;id>ran", "壬\\癸", "子~{a,b}*?"]


@needs("bash")
def test_a_name_means_just_itself_to_bash_and_runs_nothing(
    world: Mapping[str, str], tmp_path: Path
) -> None:
    quoted = ("'" + name.replace("'", "''") + "'" for name in EVIL)
    units = "".join(f"  - {{name: {name}, kind: 镇}}\n" for name in quoted)
    folder = base_with(tmp_path / "data", "units", "\ngroups:", f"\n{units}\ngroups:")
    asking = {**world, "ANJU_DATA": str(folder)}
    pairs = [(0, '"'), (2, '"'), (3, "'"), (5, '"')]
    for name, quote in [*((name, "") for name in EVIL), *((EVIL[at], sign) for at, sign in pairs)]:
        begun = f"{quote}{name[0]}"
        *_, word = bash(asking, f"anju unit {begun}", "anju", "unit", begun)
        assert told(world, "bash", "-c", f"printf %s {quote}{word}{quote}") == name
    assert not (ROOT / "ran").exists()
