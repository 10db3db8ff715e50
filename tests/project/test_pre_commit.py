"""pre-commit runs the hooks as the documents say to switch them on.

The hooks come from a scratch repository that holds nothing but the manifest. Where a user
lets pre-commit install anju, the tests run the one that is being tested (``language: system``):
no network.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.checkouts import commit, git, init
from tests.running import BASE, ROOT

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
REVIEW = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
REVISION = "v1.0"

UNKNOWN_TOWN = ("      - 青石镇\n", "      - 青石真\n")


@dataclass(frozen=True)
class Answer:
    """What a command said, and how it ended."""

    code: int
    out: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(frozen=True)
class Project:
    """A scratch repository of somebody who keeps a plan in ``data``."""

    folder: Path
    home: Path

    def run(self, *command: str) -> Answer:
        """Run ``command`` where nothing of the tester's own settings is heard."""
        own = ("GIT_", "PRE_COMMIT", "ANJU_", "XDG_", "PYTHON")
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(own) and name != "SKIP"
        }
        anju = sysconfig.get_path("scripts")
        variables = {
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "PATH": os.pathsep.join([anju, os.environ.get("PATH", "")]),
            "PRE_COMMIT_HOME": str(self.home / "pre-commit"),
            "PRE_COMMIT_COLOR": "never",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "anju",
            "GIT_AUTHOR_EMAIL": "anju@example.com",
            "GIT_COMMITTER_NAME": "anju",
            "GIT_COMMITTER_EMAIL": "anju@example.com",
            "PYTHONUTF8": "1",
            "PYTHONPATH": str(ROOT),  # what is tried is this checkout
        }
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=kept | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return Answer(done.returncode, done.stdout)

    def pre_commit(self, *arguments: str) -> Answer:
        return self.run(sys.executable, "-m", "pre_commit", *arguments)

    def edit(self, file: str, old: str, new: str) -> None:
        """Change one text in one file, and stage it."""
        path = self.folder / file
        text = path.read_bytes().decode("utf-8")
        assert text.count(old) == 1
        path.write_bytes(text.replace(old, new).encode("utf-8"))
        git(self.folder, "add", file)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for all tests here, with the repository of the hooks in it: pre-commit fetches
    it once."""
    home = tmp_path_factory.mktemp("home")
    hooks = home / "hooks"
    hooks.mkdir()
    init(hooks)
    shutil.copy(MANIFEST, hooks)
    commit(hooks)
    git(hooks, "tag", REVISION)
    return home


@pytest.fixture
def project_with(tmp_path: Path, shared: Path) -> Callable[..., Project]:
    """Makes a project that uses one hook, with arguments and filters if they are given, and has
    a plan without faults committed."""

    def make(hook: str, *arguments: str, **filters: str) -> Project:
        (tmp_path / "data").mkdir()
        for file in sorted((ROOT / BASE).iterdir()):
            shutil.copy(file, tmp_path / "data")
        settings = {"id": hook, "language": "system", "args": list(arguments)} | filters
        repository = {"repo": str(shared / "hooks"), "rev": REVISION, "hooks": [settings]}
        (tmp_path / ".pre-commit-config.yaml").write_text(
            yaml.safe_dump({"repos": [repository]}), encoding="utf-8"
        )
        init(tmp_path)
        commit(tmp_path)
        return Project(tmp_path, shared)

    return make


@pytest.fixture
def project(project_with: Callable[..., Project]) -> Project:
    return project_with("anju-validate")


# -- the manifest ----------------------------------------------------------


def test_the_manifest_is_one(project: Project) -> None:
    assert project.pre_commit("validate-manifest", str(MANIFEST)) == Answer(0, "")


def test_the_hooks() -> None:
    assert {hook["id"]: hook["entry"] for hook in HOOKS} == {
        "anju-validate": "anju validate",
        "anju-fix": "anju validate --fix",
    }


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
@pytest.mark.parametrize(
    ("file", "starts"),
    [
        ("units.yaml", True),
        ("data/tasks.yaml", True),
        ("计划/2022 年/quotas.yaml", True),
        ("data/subtasks.yaml", False),
        ("data/tasks.yaml.orig", False),
        ("data/tasks.yml", False),
        ("data/tasks_yaml", False),
    ],
)
def test_the_files_that_start_a_hook(hook: dict[str, str], file: str, starts: bool) -> None:
    """Each of the two says so by itself: a user's own settings take the place of one."""
    assert bool(re.search(hook["files"], file)) is starts
    assert bool(re.search(hook["exclude"], file)) is not starts


# -- anju-validate ---------------------------------------------------------


def test_a_plan_in_order_passes(project: Project) -> None:
    project.edit("data/quotas.yaml", "司法局: 20}", "司法局: 21}")
    answer = project.pre_commit("run")
    assert re.fullmatch(r"检查计划数据（anju）\.+Passed", answer.lines[-1]), answer.out
    assert answer.code == 0


def test_a_fault_stops_the_commit_and_has_its_place(project: Project) -> None:
    assert project.pre_commit("install").code == 0
    project.edit("data/tasks.yaml", *UNKNOWN_TOWN)
    answer = project.run("git", "commit", "--message", "改动")
    assert answer.code == 1
    failed = next(n for n, line in enumerate(answer.lines) if line.endswith("Failed"))
    assert re.fullmatch(r"检查计划数据（anju）\.+Failed", answer.lines[failed])
    assert answer.lines[failed + 1 :] == [
        "- hook id: anju-validate",
        "- exit code: 1",
        "",
        "data/tasks.yaml:53:9: 错误 A301 任务（二）：名册里没有“青石真”",
        "      - 青石真",
        "        ^^",
        "  改为：青石镇",
        "",
        "1 个文件，1 处错误，0 处提示",
        "",
    ]
    assert project.run("git", "rev-list", "--count", "HEAD").out == "1\n"


def test_what_is_not_part_of_a_plan_does_not_start_the_hook(project: Project) -> None:
    (project.folder / "data" / "tasks.yaml").write_text("不提交的半句", encoding="utf-8")
    (project.folder / "说明.txt").write_text("与计划无关\n", encoding="utf-8")
    git(project.folder, "add", "说明.txt")
    answer = project.pre_commit("run")
    skipped = r"检查计划数据（anju）\.*\(no files to check\)Skipped"
    assert any(re.fullmatch(skipped, line) for line in answer.lines), answer.out
    assert answer.code == 0


def test_a_filter_of_the_user_lets_no_other_file_through(
    project_with: Callable[..., Project],
) -> None:
    assert "`files: ^data/`" in REVIEW
    project = project_with("anju-validate", files="^data/")
    for name in ("README.md", "holidays.yaml", "说明.txt"):
        (project.folder / "data" / name).write_text("title: 与计划无关\n", encoding="utf-8")
    git(project.folder, "add", "--all")
    project.edit("data/quotas.yaml", "司法局: 20}", "司法局: 21}")
    answer = project.pre_commit("run")
    assert re.fullmatch(r"检查计划数据（anju）\.+Passed", answer.lines[-1]), answer.out
    assert answer.code == 0


def test_each_folder_of_a_commit_is_checked_once(project: Project) -> None:
    shutil.copytree(project.folder / "data", project.folder / "明年 计划")
    git(project.folder, "add", "--all")
    project.edit("data/tasks.yaml", *UNKNOWN_TOWN)
    project.edit("data/units.yaml", "district:", "# 一句说明\ndistrict:")
    project.edit("明年 计划/quotas.yaml", "total: 600", "total: 601")
    answer = project.pre_commit("run")
    places = [line for line in answer.lines if re.match(r".*\.yaml:\d", line)]
    assert sorted(line.partition(" A")[0] for line in places) == [
        "data/tasks.yaml:53:9: 错误",
        "明年 计划/quotas.yaml:3:8: 错误",
    ]
    assert "2 份计划，2 份有问题：2 个文件，2 处错误，0 处提示" in answer.lines
    assert answer.code == 1


def test_arguments_of_the_document_an_old_fault_lets_a_new_edit_pass(
    project_with: Callable[..., Project],
) -> None:
    assert "`args: [--since=HEAD]`" in REVIEW
    project = project_with("anju-validate", "--since=HEAD")
    project.edit("data/tasks.yaml", *UNKNOWN_TOWN)
    commit(project.folder)
    assert project.pre_commit("install").code == 0
    project.edit("data/quotas.yaml", "司法局: 20}", "司法局: 21}")
    passed = project.run("git", "commit", "--message", "改动")
    assert passed.code == 0, passed.out
    project.edit("data/quotas.yaml", "total: 600", "total: 601")
    stopped = project.run("git", "commit", "--message", "改动")
    places = [line for line in stopped.lines if re.match(r".*\.yaml:\d", line)]
    assert [line.partition(" A")[0] for line in places] == ["data/quotas.yaml:3:8: 错误"]
    assert stopped.code == 1


# -- anju-fix --------------------------------------------------------------


def test_what_has_one_mending_is_fixed_and_has_to_be_staged(
    project_with: Callable[..., Project],
) -> None:
    project = project_with("anju-fix")
    project.edit("data/tasks.yaml", "    title: 报备账号\n", "    title：报备新账号\n")
    first = project.pre_commit("run")
    assert "- files were modified by this hook" in first.lines, first.out
    assert first.code == 1
    fixed = (project.folder / "data" / "tasks.yaml").read_bytes().decode("utf-8")
    base = (ROOT / BASE / "tasks.yaml").read_bytes().decode("utf-8")
    assert fixed == base.replace("    title: 报备账号\n", "    title: 报备新账号\n")

    git(project.folder, "add", "data/tasks.yaml")
    second = project.pre_commit("run")
    assert re.fullmatch(r"检查并修改计划数据（anju）\.+Passed", second.lines[-1]), second.out
    assert second.code == 0


def test_what_a_person_has_to_mend_is_left_and_named(
    project_with: Callable[..., Project],
) -> None:
    project = project_with("anju-fix")
    project.edit("data/tasks.yaml", "due: 2021-06-30", "due: 2021-06-31")
    faulty = (project.folder / "data" / "tasks.yaml").read_bytes()
    answer = project.pre_commit("run")
    assert "- exit code: 1" in answer.lines, answer.out
    assert any(re.match(r"data/tasks\.yaml:31:14: 错误 A203 ", line) for line in answer.lines)
    assert "- files were modified by this hook" not in answer.lines
    assert (project.folder / "data" / "tasks.yaml").read_bytes() == faulty


# -- the document ----------------------------------------------------------


def test_the_file_in_the_document_can_be_copied(project: Project, shared: Path) -> None:
    [copied] = re.findall(
        r"^```yaml\n# \.pre-commit-config\.yaml\n(.*?)^```$", REVIEW, re.MULTILINE | re.DOTALL
    )
    settings = yaml.safe_load(copied)
    [repository] = settings["repos"]
    assert (repository["repo"], repository["rev"]) == ("https://example.invalid/anju", "版本")
    repository |= {"repo": str(shared / "hooks"), "rev": REVISION}
    for hook in repository["hooks"]:
        hook["language"] = "system"
    (project.folder / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump(settings), encoding="utf-8"
    )
    git(project.folder, "add", "--all")
    project.edit("data/tasks.yaml", *UNKNOWN_TOWN)
    answer = project.pre_commit("run")
    assert "data/tasks.yaml:53:9: 错误 A301 任务（二）：名册里没有“青石真”" in answer.lines
    assert answer.code == 1


def test_the_hooks_that_the_document_names_are_there() -> None:
    named = set(re.findall(r"`(anju-[a-z]+)`", REVIEW))
    assert named == {hook["id"] for hook in HOOKS}
