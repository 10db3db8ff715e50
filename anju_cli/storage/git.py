"""Files as they stood in a revision of git, by the only module that runs it.

git is asked for objects only: nothing in the checkout, its index or its refs is touched. A
repository may come from anybody, and its ``.git/config`` names programs; those that reading
objects could run are switched off, and none of the others is asked for: no filter or textconv
(``cat-file blob`` gives the bytes), no pager or editor (no terminal), no hook (nothing is written).
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from anju_cli.storage.folders import FILE_NAMES

_ELSEWHERE = frozenset(
    (
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"),
        *("GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY"),
    )
)
"""A hook is run with these; they would lead away from the folder that is asked about."""

_SETTINGS = ("core.fsmonitor=false", "safe.bareRepository=explicit")
"""No program is asked what has changed when the index is read (``:tasks.yaml``). And a repository
without a checkout, which can lie among the data as mere files, is not taken for the one around."""

_VARIABLES = {"LC_ALL": "C", "GIT_ALLOW_PROTOCOL": "none"}
"""Plain English, so that errors can be told apart. No way to fetch: what a partial clone
lacks would be brought by programs of its config (``ext::``, uploadpack, core.sshCommand)."""

_REFUSALS = {
    r"(git config --global --add safe\.directory .+)": (
        r"这个仓库属于另一个用户，git 不读。信得过它的，先运行：\1"
    ),
    r"bad config line (\d+) in file (.+)": r"\2 的第 \1 行 git 看不懂，请先改好",
    r"cannot use bare repository '(.+?)'": (
        r"\1 里放着一个没有工作区的 git 仓库，不读它。请先移走里面的 HEAD、objects、refs"
    ),
    "repo version|repository extension": "这个仓库是更新的 git 建的，请先升级 git",
    "not allowed|bad file|[Cc]ould not (fetch|read)|[Nn]ot a valid object|not a tree|corrupt": (
        "这个版本的内容不全：克隆的时候没有取来（anju 不联网去取），或者仓库损坏了。"
        "信得过这个仓库的，请先重新完整地克隆一次"
    ),
}
"""What git refuses with, as patterns, and how that is said."""


class RevisionNotFound(Exception):
    """There is no such revision to read; the message says why, in Chinese."""


def files_at(
    folder: Path, revision: str, most: int, variables: Mapping[str, str]
) -> dict[str, bytes]:
    """Read those data files of ``folder`` that ``revision`` has, byte for byte.

    Each of at most ``most`` bytes. ``variables`` are the process's.
    Raises RevisionNotFound: no git, no checkout around the folder, no such revision.
    """
    git = _Git(folder, variables)
    git.check_checkout()
    commit = git.commit(revision)
    listed = git.run("ls-tree", "-z", "--long", commit, "--", *FILE_NAMES)
    if listed.returncode != 0:
        raise git.refusal(listed)
    files: dict[str, bytes] = {}
    for entry in listed.stdout.split(b"\0")[:-1]:
        head, _, name = entry.partition(b"\t")
        mode, _, identity, size = head.decode("ascii").split()
        shown = name.decode("utf-8", "replace")
        if not mode.startswith("100"):  # a link, a folder, a submodule
            raise RevisionNotFound(f"版本“{revision}”里的 {shown} 不是普通的文件，不能比较")
        if size.isdigit() and int(size) > most:  # BAD where the object is lacking
            raise RevisionNotFound(
                f"版本“{revision}”里的 {shown} 超过上限 {most // 1024**2} MB，不能比较"
            )
        blob = git.run("cat-file", "blob", identity)
        if blob.returncode != 0:
            raise git.refusal(blob)
        files[shown] = blob.stdout
    return files


class _Git:
    """git, run inside one folder."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        program = shutil.which("git", path=variables.get("PATH"))
        # Windows looks into the current folder first, where the program may be anybody's.
        if program is None or not Path(program).is_absolute():
            raise RevisionNotFound("没有找到 git。请先安装 git，再比较版本")
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        self._command = (program, "-C", str(folder), *settings)
        kept = {name: value for name, value in variables.items() if name not in _ELSEWHERE}
        self._variables = {**kept, **_VARIABLES}

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run one git command. Raises RevisionNotFound when it cannot be started."""
        try:
            return subprocess.run(  # noqa: S603 - a list without a shell; see ``commit``
                [*self._command, *arguments],
                env=self._variables,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError:
            raise RevisionNotFound("git 不能运行。请检查 git 的安装，再比较版本") from None

    def check_checkout(self) -> None:
        """Raise RevisionNotFound unless the folder lies in a checkout."""
        answer = self.run("rev-parse", "--is-inside-work-tree")
        if answer.returncode != 0 and b"not a git repository" not in answer.stderr:
            raise self.refusal(answer)
        if answer.stdout.strip() != b"true":
            raise RevisionNotFound("数据文件夹不在 git 仓库里，没有以前的版本可以比")

    def commit(self, revision: str) -> str:
        """Return the commit that a person's word for it means. Raises RevisionNotFound.

        A word that begins with ``-`` would be an option to git, and is refused.
        """
        if revision and not revision.startswith("-"):
            # In two steps: behind :/words the second half would be taken for words.
            named = self._object(revision)
            commit = named and self._object(f"{named}^{{commit}}")
            if commit:
                return commit
        if self.run("rev-parse", "--verify", "--quiet", "HEAD").returncode != 0:
            raise RevisionNotFound("这个 git 仓库还没有提交过，没有以前的版本可以比")
        raise RevisionNotFound(
            f"没有“{revision}”这个版本。请写提交号、分支或标签，例如 HEAD~1；"
            "全部版本：git log --oneline"
        )

    def _object(self, named: str) -> str | None:
        """Return the one object that is meant; ^HEAD means what is not of it."""
        answer = self.run("rev-parse", "--verify", "--quiet", named)
        identity = answer.stdout.decode("ascii").strip()
        return identity if re.fullmatch("[0-9a-f]+", identity) else None

    def refusal(self, answer: subprocess.CompletedProcess[bytes]) -> RevisionNotFound:
        """Return what git says is wrong, such as whose the repository is."""
        text = answer.stderr.decode("utf-8", "replace")
        for pattern, sentence in _REFUSALS.items():
            if match := re.search(pattern, text):
                return RevisionNotFound(f"git 没有给出这个版本：{match.expand(sentence)}")
        fatal = re.search("^fatal: (.*)", text, re.MULTILINE)
        reason = fatal[1] if fatal else f"退出码 {answer.returncode}"
        return RevisionNotFound(f"git 没有给出这个版本。它说：{reason}")
