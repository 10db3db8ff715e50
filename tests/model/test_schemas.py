"""The files beside the data: those of the program, found by editors, one with ``validate``.

The agreement is held against check-jsonschema, which reads YAML with a parser of its
own: for each file of the fixtures, both refuse it or both accept it, as far as JSON
Schema can say what is wrong.
"""

from __future__ import annotations

import importlib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from anju_cli.model import scalars
from anju_cli.model.schema import FILES
from tests.conftest import Golden
from tests.running import BASE, ROOT, copy_of_base, run

check_jsonschema = importlib.import_module("check_jsonschema")
jsonschema = importlib.import_module("jsonschema")  # its types are another package
FIXTURES = ROOT / "tests" / "fixtures"

# -- the files ---------------------------------------------------------------


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("plan", ["data", "examples/half-year"])
def test_a_file_is_what_the_program_says(plan: str, kind: str, golden: Golden) -> None:
    golden(ROOT / plan / "schemas" / f"{kind}.json", run("schema", kind).out)


@pytest.mark.parametrize("plan", ["data", "examples/half-year"])
def test_there_is_one_for_each_data_file(plan: str) -> None:
    names = sorted(path.name for path in (ROOT / plan / "schemas").iterdir())
    assert names == sorted(f"{kind}.json" for kind in FILES)


def schema_named_in(path: Path) -> Path:
    """Where its first line leads: the YAML extension of VS Code resolves it from the file."""
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    assert "yaml-language-server" not in rest
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match
    return path.parent / match[1]


def editor_accepts(plan: Path) -> None:
    """Check the files of a folder as an editor would, each by the schema it names."""
    for kind in FILES:
        path = plan / f"{kind}.yaml"
        schema = schema_named_in(path)
        assert schema.read_text(encoding="utf-8") == run("schema", kind).out
        args = ["--no-cache", "--schemafile", str(schema), str(path)]
        done = CliRunner().invoke(check_jsonschema.main, args)
        assert (done.exit_code, done.output) == (0, "ok -- validation done\n")


@pytest.mark.parametrize("plan", ["data", "examples/half-year"])
def test_a_plan_that_is_copied_anywhere_leads_an_editor_to_them(plan: str, tmp_path: Path) -> None:
    editor_accepts(shutil.copytree(ROOT / plan, tmp_path / "练习 一" / "data"))


@pytest.mark.parametrize("args", [("--data", "old"), ("--blank",)])
@pytest.mark.parametrize("output", ["data-2022", "别处/明年 的#计划"])
def test_a_new_plan_anywhere_leads_an_editor_to_them(
    args: tuple[str, ...], output: str, tmp_path: Path
) -> None:
    line = "# yaml-language-server: $schema=../schemas/units.json\n"  # where it once was
    copy_of_base(tmp_path / "old", units=line + (ROOT / BASE / "units.yaml").read_text("utf-8"))
    (tmp_path / "别处").mkdir()
    assert run("init", "2022", *args, "-o", output, cwd=tmp_path).code == 0
    editor_accepts(tmp_path / output)


# -- one value ---------------------------------------------------------------

SCALARS: Mapping[str, Any] = {
    "Text": scalars.Text,
    "Name": scalars.Name,
    "IsoDate": scalars.IsoDate,
    "Count": scalars.Count,
    "Positive": scalars.Positive,
    "Year": scalars.Year,
    "DeadlineId": scalars.DeadlineId,
    "Month": scalars.Month,
    "PeriodLabel": scalars.PeriodLabel,
    "DueBy": scalars.DueBy,
}

FORMS = st.one_of(
    st.text("0129-.QH期末次月日局 \u3000", max_size=6),
    st.from_regex(r"[0-9]{1,10}", fullmatch=True),
    st.from_regex(r"(19|20)[0-9]{2}(-(0[0-9]|1[0-3]|Q[0-5]|H[0-3]))?", fullmatch=True),
    st.from_regex(r"[0-9]{4}-(0[0-9]|1[0-3])-([0-2][0-9]|3[0-2])", fullmatch=True),
    st.from_regex(r"[0-9]{1,2}\.[0-9]{1,2}|次月[0-9]{1,2}日", fullmatch=True),
)


@pytest.mark.parametrize("name", SCALARS)
@given(text=FORMS)
def test_a_text_is_taken_by_the_schema_when_the_model_takes_it(name: str, text: str) -> None:
    adapter = TypeAdapter(SCALARS[name])
    try:
        adapter.validate_python(text)
    except ValidationError:
        is_taken = False
    else:
        is_taken = True
    assert jsonschema.Draft202012Validator(adapter.json_schema()).is_valid(text) == is_taken


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        ("2021-02-28", True),
        ("2021-02-29", False),
        ("2020-02-29", True),
        ("2000-02-29", True),
        ("1900-02-29", False),
        ("2021-04-30", True),
        ("2021-04-31", False),
        ("2021-12-31", True),
        ("2021-12-32", False),
        ("2021-00-01", False),
        ("0000-01-01", False),
        ("0004-02-29", True),
    ],
)
def test_the_schema_knows_the_lengths_of_months(day: str, is_one: bool) -> None:
    schema = TypeAdapter(scalars.IsoDate).json_schema()
    assert (re.search(schema["pattern"], day) is not None) == is_one


# -- whole files -------------------------------------------------------------

SAYABLE = frozenset(
    ("A201", "A202", "A203", "A204", "A205", "A206", "A207", "A208", "A210"),
)
"""Missing and unknown keys, days that there are not, forms of days and numbers, shapes,
words to choose from, blanks, forms of ids. The other codes are of the text (A0xx, A1xx) or
compare records (A3xx)."""

TO_THE_LETTER = frozenset(("lead-named-twice", "member-named-twice", "support-named-twice"))
"""A308 is about units, whatever they are called; JSON Schema sees a name that is the same."""


class Case(NamedTuple):
    folder: Path
    kind: str

    @property
    def file(self) -> str:
        return (self.folder / f"{self.kind}.yaml").relative_to(ROOT).as_posix()

    @property
    def codes(self) -> frozenset[str]:
        """What ``validate`` says of the file; test_fixtures.py holds that it does."""
        expected = self.folder / "expected.txt"
        if not expected.exists():
            return frozenset()
        pattern = rf"^data/{self.kind}\.yaml:\S+ 错误 (A\d{{3}}) "
        return frozenset(re.findall(pattern, expected.read_text(encoding="utf-8"), re.MULTILINE))

    def __str__(self) -> str:
        return f"{self.folder.name}-{self.kind}"


EVERY = [
    Case(folder, kind)
    for folder in (
        ROOT / "data",
        FIXTURES / "base",
        *sorted((FIXTURES / "good").iterdir()),
        *sorted((FIXTURES / "bad").iterdir()),
    )
    for kind in FILES
    if (folder / f"{kind}.yaml").exists()
]

DISAGREE: Mapping[str, tuple[str, str]] = {
    "number-with-leading-zero-quotas": ("accepted", "YAML 1.2 reads 0150 as the number 150"),
    "number-with-point-quotas": ("accepted", "to JSON Schema 150.0 is an integer"),
    "blanks-at-the-ends-of-lines-quotas": (
        "not accepted",
        "ruamel.yaml does not take a tab after a number; YAML and the other parsers do",
    ),
}
"""Files of which the two judge differently: what check-jsonschema says, and why."""

SAME = 4
"""Files with the same codes that are compared: the other tool takes its time."""


def sampled(cases: Iterable[Case]) -> Iterator[Case]:
    """Yield ``SAME`` cases of each kind of file and mistake, and those that tests name."""
    seen: Counter[tuple[str, frozenset[str]]] = Counter()
    for case in cases:
        kind = case.kind, case.codes
        seen[kind] += 1
        if seen[kind] <= SAME or str(case) in DISAGREE or case.folder.name in TO_THE_LETTER:
            yield case


CASES = [*sampled(EVERY)]


@pytest.fixture(scope="module")
def judged() -> dict[str, str]:
    """What check-jsonschema says of each file: accepted, refused, or not YAML."""
    verdicts = {case.file: "accepted" for case in CASES}
    # What is no YAML comes last: its parser may take the file behind one for broken, too.
    ordered = sorted(CASES, key=lambda case: not case.codes <= SAYABLE)
    for kind in FILES:
        files = [case.file for case in ordered if case.kind == kind]
        command = [sys.executable, "-m", "check_jsonschema", "--no-cache", "--output-format=json"]
        done = subprocess.run(
            [*command, "--schemafile", f"data/schemas/{kind}.json", *files],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        report = json.loads(done.stdout)
        verdicts |= {error["filename"]: "refused" for error in report["errors"]}
        verdicts |= {error["filename"]: "not YAML" for error in report["parse_errors"]}
    return verdicts


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.codes & SAYABLE and str(case) not in DISAGREE],
    ids=str,
)
def test_a_fault_that_json_schema_can_say_is_refused_by_both(
    case: Case, judged: dict[str, str]
) -> None:
    allowed = {"refused"} if case.codes <= SAYABLE else {"refused", "not YAML"}
    assert judged[case.file] in allowed


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case.codes and str(case) not in DISAGREE], ids=str
)
def test_a_file_without_a_fault_is_accepted_by_both(case: Case, judged: dict[str, str]) -> None:
    assert judged[case.file] == "accepted"


def test_a_name_that_is_doubled_to_the_letter_is_refused_by_both(judged: dict[str, str]) -> None:
    cases = [case for case in CASES if case.folder.name in TO_THE_LETTER]
    assert {case.folder.name for case in cases} == TO_THE_LETTER
    assert {(*case.codes, judged[case.file]) for case in cases} == {("A308", "refused")}


@pytest.mark.parametrize("name", DISAGREE)
def test_where_they_disagree_it_is_as_stated(name: str, judged: dict[str, str]) -> None:
    [case] = [case for case in CASES if str(case) == name]
    verdict, _ = DISAGREE[name]
    # Which way it does not accept a file, its versions do not agree on.
    is_accepted = verdict == "accepted"
    assert (judged[case.file] == "accepted") == is_accepted == (case.codes != frozenset())


def test_every_code_that_json_schema_can_say_is_compared() -> None:
    assert frozenset.union(*(case.codes & SAYABLE for case in CASES)) == SAYABLE
