"""anju completion: the scripts, and putting them in their place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from anju_cli.cli.completion.installing import (
    HomeNotFound,
    Places,
    in_powershell,
    install,
    places,
    script_of,
    uninstall,
)
from anju_cli.cli.completion.line import SHELLS, Shell
from tests.running import ROOT, Outcome, run

SCRIPTS = ROOT / "anju_cli/cli/completion/scripts"
posix = pytest.mark.skipif(os.name == "nt", reason="paths of Linux and macOS")
ENDINGS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1"}


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")


def in_home(home: Path, *args: str) -> Outcome:
    return run("completion", *args, variables={"HOME": str(home), "NO_COLOR": "1"})


# -- the scripts -------------------------------------------------------------


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_goes_to_standard_output(shell: Shell) -> None:
    script = (SCRIPTS / f"anju.{ENDINGS[shell]}").read_text(encoding="utf-8")
    outcome = run("completion", shell)
    assert (outcome.code, outcome.out, outcome.err) == (0, script, "")
    assert script.isascii()  # an old PowerShell reads a file in the encoding of the country


def test_powershell_has_two_names() -> None:
    assert run("completion", "pwsh").out == run("completion", " PowerShell ").out


def test_on_a_terminal_it_is_said_how_to_install_it() -> None:
    outcome = run("completion", "bash", terminal=True)
    assert outcome.err == "以上是 bash 的脚本。要装好它：anju completion bash --install\n"


@pytest.mark.parametrize("shell", [*SHELLS, "pwsh"])
def test_the_shell_in_use_is_found(monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    monkeypatch.setattr("anju_cli.cli.commands.completion.running_shell", lambda: shell)
    assert run("completion").out == run("completion", shell).out


def test_a_shell_that_cannot_be_told_has_to_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju_cli.cli.commands.completion.running_shell", lambda: None)
    assert run("completion", "--install").refusal == (
        "参数 shell：看不出用的是哪一种命令行，请写明：anju completion bash。"
        "可以写：bash、zsh、fish、powershell"
    )


def test_other_shells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    known = "可以写：bash、zsh、fish、powershell"
    assert run("completion", "cmd").refusal == f"参数 shell：不会给 cmd 补全。{known}"
    monkeypatch.setattr("anju_cli.cli.commands.completion.running_shell", lambda: "cmd")
    assert run("completion").refusal == f"参数 shell：用的是 cmd，不会给它补全。{known}"


def test_one_thing_at_a_time() -> None:
    assert run("completion", "bash", "--install", "--uninstall").refusal == (
        "选项 --install 和 --uninstall：装好和撤销只能做一样"
    )


# -- installing --------------------------------------------------------------


@posix
def test_bash_gets_a_script_and_a_line(tmp_path: Path) -> None:
    (tmp_path / ".bashrc").write_bytes(b"alias ll='ls -l'")  # no line end
    script = tmp_path / ".local" / "share" / "anju" / "anju.bash"
    outcome = in_home(tmp_path, "bash", "--install")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.lines == [
        f"已写好 bash 的补全脚本：{script}",
        f"在 {tmp_path}/.bashrc 末尾加了一行，打开新的命令行时运行它。",
        "打开一个新的窗口，输入 anju tasks --unit sf 再按 Tab 键试试。",
    ]
    assert script.read_text(encoding="utf-8") == script_of("bash")
    line = f"[ -r '{script}' ] && . '{script}' # anju completion\n"
    assert (tmp_path / ".bashrc").read_text(encoding="utf-8") == f"alias ll='ls -l'\n{line}"


@posix
def test_once_is_enough(tmp_path: Path) -> None:
    in_home(tmp_path, "zsh", "--install")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    outcome = in_home(tmp_path, "zsh", "--install")
    assert outcome.lines[0].startswith("zsh 的补全脚本早已写好：")
    assert len(outcome.lines) == 2
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


@posix
def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    left = [tmp_path / ".anju-0123abcd.tmp", tmp_path / ".local/share/anju/.anju-4567cdef.tmp"]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half of")
    in_home(tmp_path, "bash", "--install")
    assert [path for path in left if path.exists()] == []


@posix
def test_the_line_follows_a_home_that_has_moved(tmp_path: Path) -> None:
    start = tmp_path / ".zshrc"
    start.write_text("a\n. /old/anju.zsh # anju completion\nb\n", encoding="utf-8")
    in_home(tmp_path, "zsh", "--install")
    first, second, third = start.read_text(encoding="utf-8").splitlines()
    assert (first, second) == ("a", "b")
    assert str(tmp_path) in third


@posix
@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("content", [b"", b"x=1\n", b"\xb0\xb2\xbe\xd3\r\nx=1\r\n", b"\n\n"])
def test_taken_away_nothing_is_left_of_it(tmp_path: Path, shell: Shell, content: bytes) -> None:
    where = places(shell, {"HOME": str(tmp_path)}, "linux")
    if where.start is not None:
        where.start.parent.mkdir(parents=True, exist_ok=True)
        where.start.write_bytes(content)  # in whatever encoding
    assert install(shell, where) == [one for one in (where.script, where.start) if one]
    assert install(shell, where) == []
    outcome = in_home(tmp_path, shell, "--uninstall")
    assert outcome.lines[0] == f"已删去 {where.script}"
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert files == ({where.start: content} if where.start else {})
    assert in_home(tmp_path, shell, "--uninstall").lines == [f"没有装过 {shell} 的补全，没有变化。"]


@posix
def test_a_start_file_that_is_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"x=1\n")
    (tmp_path / ".bashrc").symlink_to(tmp_path / "kept")
    in_home(tmp_path, "bash", "--install")
    assert (tmp_path / ".bashrc").is_symlink()
    assert b"# anju completion" in (tmp_path / "kept").read_bytes()


@posix
def test_a_file_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / ".bashrc").write_bytes(b"x=1\n")
    (tmp_path / ".bashrc").chmod(0o444)
    outcome = in_home(tmp_path, "bash", "--install")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == (
        f"无法写入 {tmp_path}/.bashrc：它是只读文件。请先去掉它的只读属性，再运行一次。\n"
    )


@posix
def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("", encoding="utf-8")
    outcome = in_home(tmp_path, "bash", "--install")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == f"无法新建文件夹 {tmp_path}/.local/share/anju。请检查它的权限。\n"


@posix
def test_nobodys_home() -> None:
    outcome = run("completion", "bash", "--install", variables={})
    assert outcome.refusal == (
        "找不到您的主文件夹（没有环境变量 HOME）。请改用 anju completion 给出脚本"
    )


# -- where -------------------------------------------------------------------


def where(shell: Shell, platform: str = "linux", **variables: str) -> Places:
    return places(shell, {"HOME": "/home/甲", **variables}, platform)


@posix
def test_places_on_linux() -> None:
    own = Path("/home/甲/.local/share/anju")
    assert where("bash").script == own / "anju.bash"
    assert where("bash").start == Path("/home/甲/.bashrc")
    assert where("zsh").start == Path("/home/甲/.zshrc")
    assert where("zsh", ZDOTDIR="/home/甲/z").start == Path("/home/甲/z/.zshrc")
    fish = Path("/home/甲/.config/fish/completions/anju.fish")
    assert where("fish") == (fish, None, "")
    profile = Path("/home/甲/.config/powershell/Microsoft.PowerShell_profile.ps1")
    assert where("powershell").start == profile
    assert where("powershell").line == f". '{own}/anju.ps1' # anju completion"


@posix
def test_places_that_are_named_by_variables() -> None:
    assert where("bash", XDG_DATA_HOME="/d").script == Path("/d/anju/anju.bash")
    assert where("fish", XDG_CONFIG_HOME="/c").script == Path("/c/fish/completions/anju.fish")
    assert where("bash", XDG_DATA_HOME="d") == where("bash")  # no whole path: not to be used


@posix
def test_a_terminal_of_macos_reads_another_file() -> None:
    assert where("bash", "darwin").start == Path("/home/甲/.bash_profile")
    assert where("zsh", "darwin").start == Path("/home/甲/.zshrc")


@posix
def test_a_home_with_quotes() -> None:
    home = "/home/O'Neil $HOME"
    assert places("bash", {"HOME": home}, "linux").line.startswith(
        "[ -r '/home/O'\\''Neil $HOME/.local/share/anju/anju.bash' ]"
    )
    assert places("powershell", {"HOME": home}, "linux").line.startswith(". '/home/O''Neil $HOME/")


def test_on_windows_powershell_is_told_by_its_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its start file may lie anywhere (OneDrive): only PowerShell itself knows."""
    monkeypatch.setattr("sys.platform", "win32")
    variables = {"USERPROFILE": str(tmp_path), "LOCALAPPDATA": str(tmp_path / "Local")}
    outcome = run("completion", "powershell", "--install", variables=variables)
    script = tmp_path / "Local" / "anju" / "anju.ps1"
    assert outcome.lines == [
        f"已写好 powershell 的补全脚本：{script}",
        "请在 PowerShell 里运行下面两行，打开新的窗口时就会运行它：",
        "  New-Item -ItemType Directory -Force (Split-Path $PROFILE)",
        "  Add-Content $PROFILE -Encoding UTF8 '', "
        "'. \"$env:LOCALAPPDATA\\anju\\anju.ps1\" # anju completion'",
        "如果提示“禁止运行脚本”，再运行：Set-ExecutionPolicy -Scope CurrentUser RemoteSigned",
        "打开一个新的窗口，输入 anju tasks --unit sf 再按 Tab 键试试。",
    ]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [script]
    assert run("completion", "powershell", "--uninstall", variables=variables).lines == [
        f"已删去 {script}",
        "请打开 $PROFILE，删去以 # anju completion 结尾的那一行。",
    ]


def test_on_windows_without_its_folder_the_path_is_quoted_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Curly single quotes end a text of PowerShell as straight ones do."""
    monkeypatch.setattr("sys.platform", "win32")
    home = tmp_path / "甲’ $x `"
    outcome = run("completion", "powershell", "--install", variables={"USERPROFILE": str(home)})
    script = str(home / ".local" / "share" / "anju" / "anju.ps1").replace("’", "’’’’")
    assert outcome.lines[3] == (
        f"  Add-Content $PROFILE -Encoding UTF8 '', '. ''{script}'' # anju completion'"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [("甲 乙", "'甲 乙'"), ("$(x)`", "'$(x)`'"), ("a'b", "'a''b'"), ("‘’‚‛", "'‘‘’’‚‚‛‛'")],
)
def test_a_text_in_quotes_of_powershell(text: str, written: str) -> None:
    assert in_powershell(text) == written


def test_no_home_anywhere() -> None:
    with pytest.raises(HomeNotFound):
        places("bash", {}, "linux")


@posix
def test_uninstalling_needs_no_start_file(tmp_path: Path) -> None:
    assert uninstall(places("bash", {"HOME": str(tmp_path)}, "linux")) == []
