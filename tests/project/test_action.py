"""The action for GitHub and the job for GitLab do what docs/review.md promises."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
import yaml

from tests.checkouts import commit, init
from tests.running import ROOT, base_with, copy_of_base


def parsed(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


ACTION = parsed(ROOT / "action.yml")
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
SETUP, INSTALL, CHECK = STEPS
GITLAB = parsed(ROOT / "docs" / "gitlab-ci.yml")
REVIEW = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")

PINNED = re.compile(r"[\w-]+/[\w-]+@v\d+")
INPUT = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")
CONTEXT = re.compile(r"\$\{\{ github\.([\w-]+) \}\}")

UNKNOWN_TOWN = ("tasks", "      - 青石镇\n", "      - 青石真\n")
FAULT = """\
data/tasks.yaml:53:9: 错误 A301 任务（二）：名册里没有“青石真”
      - 青石真
        ^^
  改为：青石镇

1 个文件，1 处错误，0 处提示
"""
ANNOTATION = (
    "::error file=data/tasks.yaml,line=53,col=9,title=A301::"
    "任务（二）：名册里没有“青石真”%0A改为：青石镇\n"
)

needs_bash = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None,
    reason="the steps are scripts for bash; on Windows any bash may be that of another system",
)


# -- the action, as a text -------------------------------------------------


def test_the_action_is_made_of_steps() -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(step.get("shell") == "bash" for step in STEPS if "run" in step)


def test_other_actions_are_pinned_to_a_major_version() -> None:
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used
    assert all(PINNED.fullmatch(name) for name in used)


def test_no_input_becomes_a_part_of_a_script() -> None:
    assert all("${{" not in step["run"] for step in STEPS if "run" in step)


def test_every_input_is_used_and_explained_in_chinese() -> None:
    used = INPUT.findall(json.dumps(STEPS))
    assert sorted(used) == sorted(ACTION["inputs"])
    for name, about in ACTION["inputs"].items():
        assert re.search(r"[\u4e00-\u9fff]", about["description"]), name
        assert isinstance(about["default"], str), name


# -- its steps, run as GitHub runs them ------------------------------------


@dataclass(frozen=True)
class Ran:
    """What a step printed, and how it ended."""

    code: int
    out: str
    err: str


def ran(
    step: dict[str, Any],
    workspace: Path,
    program: Path | None = None,
    github: Mapping[str, str] = MappingProxyType({}),
    **inputs: str,
) -> Ran:
    """Run a step with these inputs, the others by default; ``program``: with the programs
    in this folder before those that are installed; ``github``: what is known of the action."""
    given = {name: about["default"] for name, about in ACTION["inputs"].items()} | inputs
    assert given.keys() == ACTION["inputs"].keys()
    own = {
        name: CONTEXT.sub(
            lambda found: github.get(found[1], ""), INPUT.sub(lambda found: given[found[1]], value)
        )
        for name, value in step.get("env", {}).items()
    }
    installed = [sysconfig.get_path("scripts"), os.environ.get("PATH", "")]
    variables = {
        "PATH": os.pathsep.join([*([str(program)] if program else []), *installed]),
        "HOME": str(workspace),
        "PYTHONPATH": str(ROOT),  # what is tried is this checkout, wherever anju is installed from
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(workspace / "the action"),
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=workspace,
        env=variables | own,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def that_prints_its_arguments(folder: Path, name: str) -> Path:
    """A folder with a program ``name`` that prints what it was given, one a line."""
    folder.mkdir()
    (folder / name).write_text("#!/bin/sh\nprintf '[%s]\\n' \"$@\"\n", encoding="utf-8")
    (folder / name).chmod(0o755)
    return folder


def heard(printed: str) -> str:
    """What GitHub takes from a step's output: not what stands between
    ``::stop-commands::TOKEN`` and ``::TOKEN::``."""
    return re.sub(r"^::stop-commands::(.+)\n(?s:.*?)^::\1::\n", "", printed, flags=re.MULTILINE)


def both_runs(step: Ran) -> tuple[list[str], list[str]]:
    """What the first and the second run printed."""
    first, _, second = step.out.partition("[validate]")[2].partition("[validate]")
    silent = first.splitlines()
    assert re.fullmatch(r"::[0-9-]+::", silent.pop())
    return ["[validate]", *silent[1:]], ["[validate]", *second.splitlines()[1:]]


@needs_bash
def test_a_plan_in_order_passes(tmp_path: Path) -> None:
    copy_of_base(tmp_path / "data")
    step = ran(CHECK, tmp_path)
    assert (step.code, step.err) == (0, "")
    assert "没有问题：data\n" in step.out
    assert heard(step.out) == ""


@needs_bash
def test_a_fault_is_annotated_at_its_line_and_fails(tmp_path: Path) -> None:
    base_with(tmp_path / "data", *UNKNOWN_TOWN)
    step = ran(CHECK, tmp_path)
    assert (step.code, step.err) == (1, "")
    assert FAULT in step.out
    assert heard(step.out) == ANNOTATION


@needs_bash
def test_no_line_of_the_data_is_obeyed_as_a_command(tmp_path: Path) -> None:
    base_with(tmp_path / "data", "quotas", "  司法局: 150\n", "  ::add-mask::司法局：150\n")
    step = ran(CHECK, tmp_path)
    assert step.code == 1
    assert "  ::add-mask::司法局：150\n" in step.out
    assert [line.partition(" ")[0] for line in heard(step.out).splitlines()] == ["::error"]


@needs_bash
def test_the_words_that_end_the_silence_cannot_be_guessed(tmp_path: Path) -> None:
    program = that_prints_its_arguments(tmp_path / "program", "anju")
    first, second = (ran(CHECK, tmp_path, program).out.splitlines()[0] for _ in range(2))
    assert first.startswith("::stop-commands::")
    assert first != second


@needs_bash
@pytest.mark.parametrize(
    ("folders", "named"),
    [
        ("data data-2022", ["[data]", "[data-2022]"]),
        ("  data\tdata-2022 ", ["[data]", "[data-2022]"]),
        ("data\ndata-2022\n", ["[data]", "[data-2022]"]),
        ("  data 1\r\n\r\n\tdata  2 \r\n", ["[data 1]", "[data  2]"]),
        ("data 1\n", ["[data 1]"]),
        ("*", ["[*]"]),
    ],
)
def test_several_folders(tmp_path: Path, folders: str, named: list[str]) -> None:
    program = that_prints_its_arguments(tmp_path / "program", "anju")
    step = ran(CHECK, tmp_path, program, folders=folders)
    shown, annotated = both_runs(step)
    assert shown == ["[validate]", "[--]", *named]
    assert annotated == ["[validate]", "[--format=github]", "[--]", *named]


@needs_bash
def test_a_folder_with_blanks_in_its_name_on_a_line_of_its_own(tmp_path: Path) -> None:
    copy_of_base(tmp_path / "good")
    base_with(tmp_path / "2022 年 *", *UNKNOWN_TOWN)
    step = ran(CHECK, tmp_path, folders="2022 年 *\ngood\n")
    assert heard(step.out) == ANNOTATION.replace("data/", "2022 年 */")
    assert (step.code, step.err) == (1, "")


@needs_bash
@pytest.mark.parametrize("folders", ["", " ", "\n\n"])
def test_no_folder_is_a_mistake_and_not_a_pass(tmp_path: Path, folders: str) -> None:
    step = ran(CHECK, tmp_path, folders=folders)
    assert step == Ran(2, "::error::folders 是空的。请写计划的文件夹，例如 data\n", "")


@needs_bash
def test_a_folder_that_is_not_there_is_named_once(tmp_path: Path) -> None:
    step = ran(CHECK, tmp_path, folders="dta")
    assert step.code == 2
    assert step.err.count("找不到文件夹“dta”") == 1
    assert heard(step.out) == ""


@needs_bash
@pytest.mark.parametrize(("strict", "options"), [("true", ["[--strict]"]), ("false", []), ("", [])])
def test_strict(tmp_path: Path, strict: str, options: list[str]) -> None:
    program = that_prints_its_arguments(tmp_path / "program", "anju")
    step = ran(CHECK, tmp_path, program, strict=strict)
    shown, annotated = both_runs(step)
    assert shown == ["[validate]", *options, "[--]", "[data]"]
    assert annotated == ["[validate]", *options, "[--format=github]", "[--]", "[data]"]


@needs_bash
@pytest.mark.parametrize("strict", ["yes", "True", "--help"])
def test_strict_is_never_taken_for_false(tmp_path: Path, strict: str) -> None:
    copy_of_base(tmp_path / "data")
    step = ran(CHECK, tmp_path, strict=strict)
    assert step == Ran(2, "::error::strict 只能写 true 或 false\n", "")


@needs_bash
def test_only_what_is_new_since_a_version(tmp_path: Path) -> None:
    base_with(tmp_path / "data", "quotas", "total: 600", "total: 601")
    init(tmp_path)
    commit(tmp_path)
    tasks = tmp_path / "data" / "tasks.yaml"
    old, new = UNKNOWN_TOWN[1:]
    tasks.write_text(tasks.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert heard(ran(CHECK, tmp_path).out).count("::error ") == 2
    step = ran(CHECK, tmp_path, since="HEAD")
    assert step.code == 1
    assert [line for line in heard(step.out).splitlines() if line.startswith("::")] == [
        ANNOTATION.rstrip("\n")
    ]


@needs_bash
def test_annotations_and_a_sarif_file_of_one_step(tmp_path: Path) -> None:
    base_with(tmp_path / "data", *UNKNOWN_TOWN)
    step = ran(CHECK, tmp_path, sarif="the report")
    assert (step.code, step.err) == (1, "已写入 the report\n")
    assert heard(step.out) == ANNOTATION
    log = json.loads((tmp_path / "the report").read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0"
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["A301"]
    # An action that is in the checkout (./) is in no repository that GitHub would name.
    assert "informationUri" not in log["runs"][0]["tool"]["driver"]


@needs_bash
def test_the_report_links_to_the_documents_of_the_action(tmp_path: Path) -> None:
    copy_of_base(tmp_path / "data")
    github = {
        "server_url": "https://git.example.com",
        "action_repository": "office/anju",
        "action_ref": "v1",
    }
    assert ran(CHECK, tmp_path, None, github, sarif="anju.sarif").code == 0
    log = json.loads((tmp_path / "anju.sarif").read_text(encoding="utf-8"))
    address = "https://git.example.com/office/anju/blob/v1/README.md"
    assert log["runs"][0]["tool"]["driver"]["informationUri"] == address


@needs_bash
def test_what_an_input_says_is_no_program(tmp_path: Path) -> None:
    program = that_prints_its_arguments(tmp_path / "program", "anju")
    step = ran(
        CHECK,
        tmp_path,
        program,
        folders="$(touch${IFS}owned);touch owned --help",
        since="`touch owned` --strict",
        sarif='";touch owned;"',
        strict="true",
    )
    options = ["[validate]", "[--strict]", "[--since=`touch owned` --strict]"]
    report = ["[--format=sarif]", '[--output=";touch owned;"]']
    folders = ["[--]", "[$(touch${IFS}owned);touch]", "[owned]", "[--help]"]
    shown, annotated = both_runs(step)
    assert shown == [*options, *report, *folders]
    assert annotated == [*options, "[--format=github]", *folders]
    assert not (tmp_path / "owned").exists()


@needs_bash
def test_anju_is_installed_from_the_action_itself(tmp_path: Path) -> None:
    program = that_prints_its_arguments(tmp_path / "program", "python")
    step = ran(INSTALL, tmp_path, program)
    assert step.code == 0
    assert step.out.splitlines()[:3] == ["[-m]", "[pip]", "[install]"]
    assert step.out.splitlines()[-1] == f"[{tmp_path / 'the action'}]"


# -- GitLab ----------------------------------------------------------------


def test_gitlab_checks_when_the_data_changed() -> None:
    assert list(GITLAB) == ["anju"]
    assert (GITLAB["anju"]["stage"], GITLAB["anju"]["image"]) == ("test", "python:3.13-slim")
    merging, default = GITLAB["anju"]["rules"]
    assert merging["changes"] == ["data/**/*.yaml"]
    assert "changes" not in default  # what a merge request is compared with has to be there


def test_gitlab_installs_anju_from_the_repository_that_is_named() -> None:
    *_, install = GITLAB["anju"]["before_script"]
    assert shlex.split(install)[-1] == "git+$ANJU_REPOSITORY@$ANJU_REV"
    assert GITLAB["anju"]["variables"] == {
        "ANJU_REPOSITORY": "https://example.invalid/anju",
        "ANJU_REV": "版本",
    }


@pytest.mark.parametrize("failures", [0, 1])
def test_gitlab_gets_reports_whether_the_data_pass_or_not(tmp_path: Path, failures: int) -> None:
    if failures:
        base_with(tmp_path / "data", *UNKNOWN_TOWN)
    else:
        copy_of_base(tmp_path / "data")
    step = ran({"run": "\n".join(GITLAB["anju"]["script"])}, tmp_path)
    assert (step.code, step.err) == (failures, "已写入 anju.xml\n")
    assert GITLAB["anju"]["artifacts"]["when"] == "always"
    reports = GITLAB["anju"]["artifacts"]["reports"]
    assert Tree.parse(tmp_path / reports["junit"]).getroot().get("failures") == str(failures)
    assert len(json.loads((tmp_path / reports["codequality"]).read_bytes())) == failures


# -- the document ----------------------------------------------------------


def block_of(file: str) -> str:
    """The document's block of YAML that opens with the name of this file."""
    pattern = rf"^```yaml\n# {re.escape(file)}\n(.*?)^```$"
    [block] = re.findall(pattern, REVIEW, re.MULTILINE | re.DOTALL)
    return str(block)


WORKFLOW = yaml.safe_load(block_of(".github/workflows/anju.yml"))
SCANNING = yaml.safe_load(block_of(".github/workflows/anju-scanning.yml"))
ONLY_NEW = yaml.safe_load(block_of(".github/workflows/anju.yml 里的 steps"))


def test_every_block_of_yaml_says_its_file_and_can_be_read() -> None:
    blocks = re.findall(r"^```yaml\n# (.+?)\n(.*?)^```$", REVIEW, re.MULTILINE | re.DOTALL)
    assert len(blocks) == REVIEW.count("```yaml")
    assert [file for file, _ in blocks] == [
        ".pre-commit-config.yaml",
        ".github/workflows/anju.yml",
        ".github/workflows/anju.yml 里的 steps",
        ".github/workflows/anju-scanning.yml",
        ".gitlab-ci.yml",
    ]
    assert all(yaml.safe_load(text) for _, text in blocks)


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", ".github/workflows/anju.yml"),
        ("github-workflows", ".github/workflows/anju-scanning.yml"),
        ("gitlab-ci", "docs/gitlab-ci.yml"),
        ("gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_the_schemas_of_the_code_hosts_accept_it(tmp_path: Path, kind: str, file: str) -> None:
    path = ROOT / file
    if file not in ("action.yml", "docs/gitlab-ci.yml"):
        path = tmp_path / "from the document.yml"
        path.write_text(block_of(file), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")


@pytest.mark.parametrize("steps", [WORKFLOW["jobs"]["anju"]["steps"], ONLY_NEW["steps"]])
def test_the_workflow_uses_the_action_with_inputs_that_it_has(steps: list[dict[str, Any]]) -> None:
    checkout, anju = steps
    assert PINNED.fullmatch(checkout["uses"])
    assert anju["uses"] == "拥有者/anju@版本"
    assert anju["with"].keys() <= ACTION["inputs"].keys()


def test_the_workflow_may_read_and_nothing_else() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert list(WORKFLOW[True]) == ["push", "pull_request"]  # YAML 1.1 reads `on` as true


def test_the_results_are_uploaded_also_where_the_data_do_not_pass() -> None:
    assert SCANNING["permissions"]["security-events"] == "write"
    _, anju, upload = SCANNING["jobs"]["anju"]["steps"]
    assert PINNED.match(upload["uses"].replace("/upload-sarif", ""))
    assert "!cancelled()" in upload["if"]  # a step that failed would skip this one
    assert upload["with"]["sarif_file"] == anju["with"]["sarif"]


def test_an_earlier_version_is_compared_with_where_there_is_one() -> None:
    checkout, anju = ONLY_NEW["steps"]
    assert checkout["with"] == {"fetch-depth": 0}
    assert anju["with"]["since"] == "${{ github.event.pull_request.base.sha }}"


def test_the_table_of_inputs_is_that_of_the_action() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|(?: `(.*)`)? \| (.*) \|$", REVIEW, re.MULTILINE)
    assert rows == [
        (name, about["default"], about["description"]) for name, about in ACTION["inputs"].items()
    ]


def test_gitlab_includes_the_job_and_sets_its_variables() -> None:
    settings = yaml.safe_load(block_of(".gitlab-ci.yml"))
    [included] = settings.pop("include")
    assert parsed(ROOT / included["file"]) == GITLAB
    assert included["ref"] == settings["anju"]["variables"]["ANJU_REV"]
    assert settings["anju"]["variables"].keys() == GITLAB["anju"]["variables"].keys()
    assert settings.keys() == GITLAB.keys()


def test_no_address_is_a_real_one() -> None:
    for file in ("action.yml", ".pre-commit-hooks.yaml", "docs/gitlab-ci.yml", "docs/review.md"):
        text = (ROOT / file).read_text(encoding="utf-8")
        addresses = set(re.findall(r"\w+://[^\s`、]+", text))
        assert addresses <= {"https://example.invalid/anju"}, file
