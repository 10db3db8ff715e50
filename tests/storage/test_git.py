"""Repositories that came from somebody else: nothing that they name is run, and what git says
of them is said in Chinese."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.checkouts import commit, git, init
from tests.running import BASE, ROOT, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs named here are of POSIX")

_PROGRAMS = (
    *("core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand"),
    *("core.gitProxy", "core.alternateRefsCommand", "pager.ls-tree", "pager.cat-file"),
    *("diff.external", "diff.x.textconv", "diff.x.command", "gpg.program", "credential.helper"),
    *("filter.x.clean", "filter.x.smudge", "filter.x.process", "remote.origin.uploadpack"),
)
"""Settings of a repository that name a program."""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A checkout of the base plan."""
    init(tmp_path)
    shutil.copytree(ROOT / BASE, tmp_path / "data")
    commit(tmp_path)
    return tmp_path


@pytest.fixture
def marks(here: Path) -> Path:
    """Turn the checkout hostile: whatever it names writes a file into this folder."""
    folder = here / "marks"
    folder.mkdir()
    program = here / "program"
    program.write_text(f'#!/bin/sh\necho "$*" >> {shlex.quote(str(folder))}/"$1"\nexit 1\n')
    program.chmod(0o755)
    for setting in _PROGRAMS:
        git(here, "config", setting, f"{program} {setting}")
    for command in ("rev-parse", "ls-tree", "cat-file"):
        git(here, "config", f"alias.{command}", f"!{program} alias")
    hooks = here / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"):
        (hooks / hook).symlink_to(program)
    (here / "more").write_text(f'[pager]\n\trev-parse = "{program} include"\n')
    git(here, "config", "core.hooksPath", str(hooks))
    git(here, "config", "include.path", str(here / "more"))
    (here / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    return folder


def lose(here: Path, revision: str) -> None:
    """Take the object that is meant out of the repository."""
    answer = subprocess.run(
        ["git", "-C", str(here), "rev-parse", revision], capture_output=True, check=True
    )
    name = answer.stdout.decode().strip()
    (here / ".git" / "objects" / name[:2] / name[2:]).unlink()


# -- what the config names ---------------------------------------------------


def test_no_program_of_the_config_is_run(here: Path, marks: Path) -> None:
    for revisions in (["HEAD"], ["HEAD", "HEAD"], [":data"], [":data/tasks.yaml"]):
        assert run("diff", *revisions, cwd=here).code in (0, 2)
    assert run("validate", "--since", "HEAD", cwd=here).code == 0
    assert [mark.name for mark in marks.iterdir()] == []
    git(here, "status")
    assert "core.fsmonitor" in [mark.name for mark in marks.iterdir()]  # the trap was set


@pytest.mark.parametrize(
    "url", ["ext::{program} ext %S", "{here}/other", "ssh://x@localhost/y", "git://localhost/y"]
)
def test_what_a_partial_clone_lacks_is_not_fetched(here: Path, marks: Path, url: str) -> None:
    shutil.copytree(here / ".git", here / "other")
    git(here, "config", "core.repositoryFormatVersion", "1")
    git(here, "config", "extensions.partialClone", "origin")
    git(here, "config", "remote.origin.promisor", "true")
    git(here, "config", "remote.origin.url", url.format(program=here / "program", here=here))
    for transport in ("ext", "file", "git", "ssh"):
        git(here, "config", f"protocol.{transport}.allow", "always")
    lose(here, "HEAD:data/tasks.yaml")
    assert run("diff", cwd=here).refusal == f"参数 版本：git 没有给出这个版本：{_INCOMPLETE}"
    assert [mark.name for mark in marks.iterdir()] == []


def test_a_repository_among_the_data_is_not_asked(here: Path) -> None:
    shutil.copytree(here / ".git", here / "data", dirs_exist_ok=True)
    git(here / "data", "--git-dir=.", "config", "core.worktree", ".")
    git(here / "data", "--git-dir=.", "config", "core.bare", "false")
    assert run("diff", cwd=here).refusal == (
        f"参数 版本：git 没有给出这个版本：{here / 'data'} 里放着一个没有工作区的 git 仓库，"
        "不读它。请先移走里面的 HEAD、objects、refs"
    )


def test_a_program_beside_the_data_is_not_taken_for_git(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "git").symlink_to(shutil.which("true") or "")
    monkeypatch.chdir(here)
    assert run("diff", cwd=here, variables={"PATH": "."}).refusal == (
        "参数 版本：没有找到 git。请先安装 git，再比较版本"
    )


# -- what git refuses --------------------------------------------------------

_INCOMPLETE = (
    "这个版本的内容不全：克隆的时候没有取来（anju 不联网去取），或者仓库损坏了。"
    "信得过这个仓库的，请先重新完整地克隆一次"
)


def test_a_repository_of_somebody_else(here: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only an administrator can give a folder away")
    os.chown(here, 65534, -1)
    os.chown(here / ".git", 65534, -1)
    assert run("diff", cwd=here).refusal == (
        "参数 版本：git 没有给出这个版本：这个仓库属于另一个用户，git 不读。信得过它的，先运行："
        f"git config --global --add safe.directory {here}"
    )


@pytest.mark.parametrize("lost", ["HEAD:", "HEAD:data", "HEAD:data/units.yaml"])
def test_a_repository_with_a_hole(here: Path, lost: str) -> None:
    lose(here, lost)
    assert run("diff", cwd=here).refusal == f"参数 版本：git 没有给出这个版本：{_INCOMPLETE}"


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        ("[core\n", ".git/config 的第 1 行 git 看不懂，请先改好"),
        ("[core]\nrepositoryFormatVersion = 9\n", "这个仓库是更新的 git 建的，请先升级 git"),
    ],
)
def test_a_config_that_git_refuses(here: Path, config: str, reason: str) -> None:
    (here / ".git" / "config").write_text(config, encoding="utf-8")
    refusal = run("diff", cwd=here / "data", variables={"GIT_TRACE": "1"}).refusal
    assert refusal.endswith(reason)


def test_a_revision_with_a_file_that_is_too_large_is_not_read(here: Path) -> None:
    file = here / "data" / "tasks.yaml"
    text = file.read_bytes()
    file.write_bytes(text + b"#" * 4 * 1024**2)
    commit(here)
    file.write_bytes(text)
    refusal = "版本“HEAD”里的 tasks.yaml 超过上限 4 MB，不能比较"
    assert run("diff", "HEAD", cwd=here).refusal == f"参数 版本：{refusal}"
    assert run("validate", "--since", "HEAD", cwd=here).refusal == f"选项 --since：{refusal}"
