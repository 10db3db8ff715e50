"""What a shell is told may stand where the cursor is."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from anju_cli.cli.app import COMMANDS, app, main
from anju_cli.cli.chinese.params import parsers
from anju_cli.cli.chinese.partial import partial_line
from anju_cli.cli.completion.line import SHELLS, Shell, Word, words
from anju_cli.cli.completion.values import COMPLETERS, completer_of
from anju_cli.environment import Environment
from tests.running import BASE, ROOT, TODAY, base_with, run


def asked(
    line: str, shell: str = "zsh", word: str | None = None, data: str | Path = BASE
) -> list[str]:
    """The lines of the answer to ``shell`` at the end of ``line``; ``word`` is what bash
    will replace."""
    variables = {
        "_ANJU_COMPLETE": shell,
        "_ANJU_COMPLETE_LINE": line,
        "ANJU_DATA": str(data),
        **({} if word is None else {"_ANJU_COMPLETE_WORD": word}),
    }
    outcome = run(variables=variables)
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.lines


def offered(line: str, shell: str = "zsh", word: str | None = None) -> list[str]:
    """The words alone."""
    kind, *lines = asked(line, shell, word)
    assert kind.split()[0] == "words"
    return [one.split("\t")[0] for one in lines]


# -- commands and options ----------------------------------------------------


def test_commands_with_their_summaries() -> None:
    assert asked("anju ") == [
        "words",
        *(f"{name}\t{_short(entry.summary)}" for name, entry in COMMANDS.items()),
    ]
    assert asked("anju un") == [
        "words",
        "unit\t看一个单位的全部",
        "units\t列出单位名册",
        "undone\t撤销办结",
    ]


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


@pytest.mark.parametrize("line", ["anju xyz", "anju nosuch ", "anju nosuch --", "anju unit --x=s"])
def test_behind_what_there_is_not_nothing_is_offered(line: str) -> None:
    assert offered(line) == []


@pytest.mark.parametrize("line", ["anju", "", "  "])
def test_the_programs_own_name_is_for_the_shell(line: str) -> None:
    assert asked(line) == []


def test_options_with_their_help() -> None:
    assert asked("anju completion --") == [
        "words",
        "--install\t装好：写下脚本，在启动文件末尾加一行；别的一字不动",
        "--uninstall\t撤销：删去脚本和那一行",
        "--help\t显示本帮助并退出",
    ]
    assert asked("anju tasks --s") == [
        "words",
        "--section\t只看第几部分，例如 3 或 三",
        "--search\t只看含有这些文字的",
    ]
    assert offered("anju --") == ["--version", "--help"]
    assert offered("anju units -") == [
        *("--kind", "--group", "--search", "--format", "--output", "--force", "--data", "--help"),
        *("-f", "-o", "-h"),
    ]


def test_an_option_that_is_there_is_not_offered_again_unless_it_may_be() -> None:
    assert "--section" not in offered("anju tasks --section 1 --")
    assert "--unit" in offered("anju tasks --unit 司法局 --")


def test_behind_two_dashes_nothing_is_an_option() -> None:
    assert offered("anju unit -- --") == []
    assert offered("anju unit -- sf") == ["司法局"]


@pytest.mark.parametrize("dashes", ["——", "－－", "--"])
def test_dashes_of_an_input_method(dashes: str) -> None:
    assert offered(f"anju tasks {dashes}uni") == ["--unit"]


def test_only_the_command_on_the_line_is_imported() -> None:
    code = (
        "import sys\n"
        "from anju_cli.__main__ import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert end.code == 0\n"
        "names = [name for name in sys.modules if name.startswith('anju_cli.cli.commands.')]\n"
        "print(*names, *({'pydantic', 'yaml', 'rich', 'pypinyin'} & {*sys.modules}))"
    )

    def imported(line: str) -> str:
        ended = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={
                **os.environ,
                "_ANJU_COMPLETE": "zsh",
                "_ANJU_COMPLETE_LINE": line,
                "PYTHONUTF8": "1",
            },
            capture_output=True,
            encoding="utf-8",
        )
        assert ended.stderr == ""
        return ended.stdout.splitlines()[-1]

    assert imported("anju ") == ""
    assert imported("anju units --") == "anju_cli.cli.commands.units"


# -- units and groups --------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["政府办公室", "司法局", "行政执法局", "综合执法大队", "青石镇", "清溪街道"]),
        ("司", ["司法局"]),
        ("区", ["政府办公室", "司法局"]),  # by an alias
        ("区司", ["司法局"]),
        ("明州市云溪区司", ["司法局"]),
        ("云溪区政", ["政府办公室"]),
        ("综合执", ["综合执法大队"]),
        ("sf", ["司法局"]),
        ("sifaj", ["司法局"]),
        ("SF", ["司法局"]),
        ("ｓｆ", ["司法局"]),
        ("qing", ["青石镇", "清溪街道"]),
        ("qs", ["司法局", "青石镇"]),  # 区司法局, and 青石镇
        ("x", ["行政执法局"]),
        ("水", []),
        ("v", []),
        ("各", []),  # a group
    ],
)
def test_units_by_name_by_another_name_and_by_pinyin(typed: str, names: list[str]) -> None:
    assert offered(f"anju unit {typed}") == names
    assert offered(f"anju tasks --unit {typed}") == names
    assert offered(f"anju tasks -u {typed}") == names
    assert offered(f"anju tasks --unit={typed}") == [f"--unit={name}" for name in names]


def test_a_unit_that_is_there_is_not_offered_again() -> None:
    assert offered("anju remind sfj q") == ["政府办公室", "青石镇", "清溪街道"]
    assert offered("anju tasks -u 区司法局 -u s") == []


def test_groups() -> None:
    assert offered("anju units --group ") == ["各镇、街道", "区直各部门"]
    assert offered("anju units --group gz") == ["各镇、街道"]
    assert offered("anju units --group 各镇（") == ["各镇、街道"]
    assert offered("anju units --group sf") == []


def test_counts_of_units_that_have_a_target() -> None:
    assert asked("anju record 2021-06 sf") == ["words open instead", "司法局=\t"]
    assert asked("anju record 2021-06 zong") == ["words open"]  # 综合执法大队 has none
    assert offered("anju record 2021-06 sfj=3 qing") == ["青石镇=", "清溪街道="]
    assert offered("anju record 2021-06 司法局=") == []
    assert offered("anju record 2021-06 司法局＝1") == []


def test_kinds() -> None:
    assert offered("anju units --kind ") == ["区直部门", "事业单位", "镇", "街道"]
    assert offered("anju units --kind jie") == ["街道"]


# -- numbers, ids, months, days ----------------------------------------------


def test_tasks_with_their_titles() -> None:
    assert asked("anju show ") == [
        "words",
        "1\t公布和更新目录",
        "2\t报备账号",
        "3\t通报情况",
    ]
    assert asked("anju show 二") == ["words instead", "2\t报备账号"]
    assert asked("anju show （三") == ["words instead", "3\t通报情况"]


def test_deadlines_with_what_is_due() -> None:
    assert asked("anju done 1.") == ["words", "1.1\t公布目录", "1.2\t报送更新情况"]
    assert offered("anju done 1.1 1.") == ["1.2"]
    assert offered("anju undone 2") == ["2.1", "2.2"]
    assert asked("anju due ") == ["words", "2.1\t报备"]  # the only one bound to an event


def test_the_plan_of_the_package_is_completed_where_there_is_no_other(tmp_path: Path) -> None:
    variables = {"_ANJU_COMPLETE": "zsh", "_ANJU_COMPLETE_LINE": "anju event 14.4 --unit sf"}
    outcome = run(variables=variables, cwd=tmp_path)
    assert (outcome.lines[1:], outcome.err) == (["司法局\t"], "")


def test_events_with_what_they_were_and_the_units_that_may_have_one() -> None:
    days = ["words", "2021-06-10\t青石镇 注销一个账号", "2021-07-01\t清溪街道", "2021-06-30\t今天"]
    assert asked("anju event 2.1 --on ") == asked("anju done 2.1 --event ") == days
    assert asked("anju undone 1.1 --event ") == ["words", "2021-06-30\t今天"]
    assert offered("anju event 2.1 --unit ") == ["政府办公室", "青石镇", "清溪街道"]
    assert asked("anju event ") == ["words", "2.1\t报备"]


def test_months_that_have_begun() -> None:
    months = [f"2021-0{number}" for number in range(1, 7)]
    assert offered("anju record 2021-0") == months
    assert asked("anju record 6") == ["words instead", "2021-06\t6月"]
    assert asked("anju record 2021年5") == ["words instead", "2021-05\t5月"]


def test_periods_of_which_a_month_is_over() -> None:
    months = [f"2021-0{number}" for number in range(1, 7)]
    assert offered("anju report ") == [*months, "2021-Q1", "2021-Q2", "2021-H1", "2021"]
    assert asked("anju report 二") == ["words instead", "2021-Q2\t二季度"]
    assert asked("anju report 上半") == ["words instead", "2021-H1\t上半年"]


def test_sections_codes_years_and_today() -> None:
    assert asked("anju tasks --section ") == ["words", "1\t完善公开目录", "2\t管好政务新媒体"]
    assert asked("anju explain A20")[:2] == ["words", "A201\t缺少必填的项"]
    assert offered("anju explain 203") == ["A203"]
    assert offered("anju explain A203 A20") == [
        one for one in offered("anju explain A20") if one != "A203"
    ]
    assert asked("anju init ") == ["words", "2022\t下一年度"]
    assert asked("anju tasks --today ") == ["words", f"{TODAY}\t今天"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("anju tasks --role ", ["lead", "support", "all"]),
        ("anju remind --role 牵", ["牵头"]),
        ("anju edit 目", ["目标任务"]),
        ("anju quotas --by ", ["unit", "kind"]),
        ("anju quotas --light ", ["红", "黄", "蓝", "绿", "未报"]),
        ("anju quotas --light hu", ["黄"]),
        ("anju quotas --sort 目", ["目标"]),
        ("anju deadlines --d", ["--done", "--dated", "--data"]),
        ("anju tasks -f x", ["xlsx"]),
        ("anju show 1 -f ", ["table", "markdown", "json", "html", "docx"]),
        ("anju export -f ", ["json", "csv", "xlsx"]),
        ("anju validate -f ", ["text", "json", "github", "gitlab", "sarif", "junit"]),
        ("anju validate --file t", ["tasks"]),
        ("anju edit ", ["units", "tasks", "quotas"]),
        ("anju schema q", ["quotas"]),
        ("anju completion ", ["bash", "zsh", "fish", "powershell"]),
        ("anju tasks --search ", []),
        ("anju deadlines --within 3", []),
    ],
)
def test_words_that_are_always_the_same(line: str, found: list[str]) -> None:
    assert offered(line) == found


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("anju tasks -o ", "files"),
        ("anju tasks --output=台", "files"),
        ("anju schema tasks -o ", "files"),
        ("anju record 2021-06 --table ", "files"),
        ("anju tasks --data ", "folders"),
        ("anju validate ", "folders"),
        ("anju init 2022 -o ", "folders"),
    ],
)
@pytest.mark.parametrize("shell", SHELLS)
def test_paths_are_left_to_the_shell(line: str, kind: str, shell: Shell) -> None:
    assert asked(line, shell) == [kind]


# -- every parameter ---------------------------------------------------------


def _parameters() -> list[tuple[str, list[str], str, object]]:
    found: list[tuple[str, list[str], str, object]] = []
    for name in COMMANDS:
        command = partial_line(app, [name], "", None).ctx.command
        parser_of = parsers(command.callback)
        for param in command.params:
            if not getattr(param, "is_flag", False):
                parser = parser_of.get(param.name or "")
                found.append((name, param.opts, param.metavar or "", parser))
    return found


def test_of_every_value_it_is_known_how_it_is_completed() -> None:
    unknown = [each for each in _parameters() if completer_of(*each) is None]
    assert unknown == []


def test_nothing_is_known_that_nobody_asks_for() -> None:
    used = {id(completer_of(*each)) for each in _parameters()}
    assert [key for key, completer in COMPLETERS.items() if id(completer) not in used] == []


def test_what_is_offered_is_taken() -> None:
    """Each word that is offered for an option with a few words is read without complaint."""
    for name, opts, metavar, _ in _parameters():
        if metavar not in ("格式", "角色", "口径", "日期", "部分", "序号"):
            continue
        option = opts[-1] if opts[-1].startswith("-") else ""
        for word in offered(f"anju {name} {option} "):
            found = partial_line(app, [name, *([option] if option else []), word], "", None)
            value = found.ctx.params[_parameter_name(name, opts)]
            assert value is not None, (name, opts, word)


def _parameter_name(command: str, opts: list[str]) -> str:
    params = partial_line(app, [command], "", None).ctx.command.params
    return next(param.name or "" for param in params if param.opts == opts)


# -- the plan ----------------------------------------------------------------


def test_the_plan_is_the_one_on_the_line(tmp_path: Path) -> None:
    data = base_with(tmp_path / "d", "units", "  - name: 青石镇\n", "  - name: 白石镇\n")
    text = (data / "tasks.yaml").read_text(encoding="utf-8")
    (data / "tasks.yaml").write_text(text.replace("青石镇", "白石镇"), encoding="utf-8")
    text = (data / "quotas.yaml").read_text(encoding="utf-8")
    (data / "quotas.yaml").write_text(text.replace("青石镇", "白石镇"), encoding="utf-8")
    units = (data / "units.yaml").read_text(encoding="utf-8")
    (data / "units.yaml").write_text(units.replace("青石镇", "白石镇"), encoding="utf-8")
    assert offered(f"anju unit --data {data} bs") == ["白石镇"]
    assert offered(f"anju deadlines --data {BASE} --data {data} -u bs") == ["白石镇"]
    assert offered("anju unit bs") == []
    assert asked("anju unit bs", data=data)[1:] == ["白石镇\t"]


@pytest.mark.parametrize("line", ["anju unit s", "anju show ", "anju done ", "anju report "])
def test_without_a_plan_nothing_is_offered_and_nothing_said(line: str, tmp_path: Path) -> None:
    broken = base_with(tmp_path / "broken", "units", "kind: 街道", "kind： 街道")
    assert asked(line, data=broken) == ["words"]
    assert asked(line, data=tmp_path / "nowhere") == ["words"]


def test_a_day_that_is_wrong_does_not_matter() -> None:
    variables = {
        "_ANJU_COMPLETE": "zsh",
        "_ANJU_COMPLETE_LINE": "anju unit --data tests/fixtures/base --today x sf",
        "ANJU_TODAY": "昨天",
    }
    assert run(variables=variables).lines == ["words instead", "司法局\t"]


def test_a_plan_in_the_home_folder(tmp_path: Path) -> None:
    base_with(tmp_path / "计划", "units", "kind: 街道", "kind: 街道")
    variables = {
        "_ANJU_COMPLETE": "bash",
        "_ANJU_COMPLETE_LINE": "anju unit --data ~/计划 qs",
        "HOME": str(tmp_path),
    }
    assert "青石镇\t" in run(variables=variables).lines


# -- nothing is ever said ----------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "anju tasks --unit '没有结束 ",
        'anju tasks --search "',
        "anju tasks --nosuch 3 --due-before 昨天 --section 九九 --unit ",
        "anju tasks extra words --role boss ",
        "anju \udc80 tasks",
        "anju tasks --unit \udc80",
        "anju --version tasks ",
        "anju tasks --help ",
        "anju tasks --unit sfj --unit sfj --data a --data b --role lead --role lead ",
        "anju -- tasks ",
        "anju show 一百零一",
        "anju tasks --=",
        "anju tasks = ",
        "\\",
    ],
)
@pytest.mark.parametrize("shell", [*SHELLS, "tcsh", ""])
def test_whatever_is_typed_no_error_lands_in_the_line(line: str, shell: str) -> None:
    if not shell:
        return
    for end in range(len(line) + 1):
        lines = asked(line[:end], shell)
        assert not lines or lines[0].split()[0] in ("words", "files", "folders")


def test_a_fault_of_the_program_is_not_said_either(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("anju_cli.cli.completion.answering.partial_line", broken)
    assert asked("anju tasks ") == []


def test_what_the_terminal_cannot_write_is_not_offered() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    variables = {"_ANJU_COMPLETE": "bash", "_ANJU_COMPLETE_LINE": "anju unit ", "ANJU_DATA": BASE}
    world = Environment(out, io.StringIO(), variables, ROOT, lambda: TODAY, False, False, 80)
    assert main([], world) == 0
    assert out.buffer.getvalue() == b"words\n"


# -- taking the line apart ---------------------------------------------------


@pytest.mark.parametrize(
    ("line", "shell", "found"),
    [
        ("anju ", "bash", [Word("", "")]),
        ("anju ta", "bash", [Word("ta", "ta")]),
        ("/usr/bin/anju  ta  u", "bash", [Word("ta", "ta"), Word("u", "u")]),
        ("anju 甲\\ 乙", "bash", [Word("甲 乙", "甲\\ 乙")]),
        ("anju '甲 乙", "zsh", [Word("甲 乙", "'甲 乙", "'")]),
        ('anju "a\\"b\\n', "bash", [Word('a"b\\n', '"a\\"b\\n', '"')]),
        ("anju 'a\\'b", "bash", [Word("a\\b", "'a\\'b")]),
        ("anju 'a\\'b", "fish", [Word("a'b", "'a\\'b", "'")]),
        ("anju 'a''b", "powershell", [Word("a'b", "'a''b", "'")]),
        ("anju a` b", "powershell", [Word("a b", "a` b")]),
        ("& 'C:\\甲\\anju.exe' ta", "powershell", [Word("ta", "ta")]),
        ("A=1 B='x y' anju ta", "bash", [Word("ta", "ta")]),
        ("anju a\\", "bash", [Word("a\\", "a\\")]),
        ("anju ''", "bash", [Word("", "''")]),
        ("anju a\u3000b", "bash", [Word("a\u3000b", "a\u3000b")]),  # no blank to a shell
        ("anju", "bash", []),
        ("", "bash", []),
    ],
)
def test_words_of_a_line_that_is_not_whole(line: str, shell: Shell, found: list[Word]) -> None:
    assert words(line, shell) == found


# -- what each shell gets ----------------------------------------------------

ODD = (
    "  - name: 青石镇\n    kind: 镇\n",
    "  - name: 青石镇\n    kind: 镇\n"
    + "".join(
        f'  - name: "{name}"\n    kind: 区直部门\n'
        for name in ("甲:乙局", "丙A B局", "戊(己)局", "庚'辛局", "壬$局")
    ),
)


@pytest.mark.parametrize(
    ("line", "word", "reply"),
    [
        ("anju unit jy", "jy", ["甲:乙局"]),
        ("anju unit 甲:", "", ["乙局"]),  # bash replaces only what is behind the colon
        ("anju unit 甲:乙", "乙", ["乙局"]),
        ("anju show --unit=jy", "jy", []),
        ("anju tasks --unit=jy", "jy", ["甲:乙局"]),
        ("anju tasks --unit=", "", None),
        ("anju unit 丙", "丙", ["丙A\\ B局"]),
        ("anju unit 丙A\\ ", "丙A\\ ", ["丙A\\ B局"]),
        ("anju unit '丙", "'丙", ["丙A B局"]),
        ("anju unit 戊", "戊", ["戊\\(己\\)局"]),
        ('anju unit "戊', '"戊', ["戊(己)局"]),
        ("anju unit 庚", "庚", ["庚\\'辛局"]),
        ("anju unit '庚", "'庚", ["庚'\\''辛局"]),
        ('anju unit "壬', '"壬', ["壬\\$局"]),
        ("anju unit 壬", "壬", ["壬\\$局"]),
    ],
)
def test_bash_gets_words_quoted_and_only_behind_the_break(
    tmp_path: Path, line: str, word: str, reply: list[str] | None
) -> None:
    data = base_with(tmp_path / "odd", "units", *ODD)
    kind, *lines = asked(line, "bash", word, data)
    assert kind.split()[0] == "words"
    found = [one.split("\t")[0] for one in lines]
    assert (found[1:2] == ["司法局"]) if reply is None else (found == reply)


@pytest.mark.parametrize("shell", ["zsh", "powershell"])
def test_zsh_and_powershell_quote_by_themselves(tmp_path: Path, shell: Shell) -> None:
    data = base_with(tmp_path / "odd", "units", *ODD)
    assert asked("anju unit wj", shell, data=data) == ["words instead", "戊(己)局\t"]
    assert asked("anju unit 戊", shell, data=data) == ["words", "戊(己)局\t"]
    assert asked("anju tasks --unit=bab", shell, data=data) == [
        "words instead",
        "--unit=丙A B局\t",
    ]


@pytest.mark.parametrize(
    ("typed", "reply"),
    [
        ("司", ["司法局\t"]),
        ("sf", ["sifaju\t司法局"]),
        ("sifaj", ["sifaju\t司法局"]),
        ("qusf", ["qusifaju\t司法局"]),
        ("区司", ["区司法局\t司法局"]),
        ("qing", ["qingshizhen\t青石镇", "qingxijiedao\t清溪街道"]),
    ],
)
def test_fish_gets_what_has_the_letters_that_are_typed(typed: str, reply: list[str]) -> None:
    """fish shows no other words; the command understands these as well."""
    assert asked(f"anju unit {typed}", "fish")[1:] == reply
    for one in reply:
        word, _, name = one.partition("\t")
        assert run("unit", word, "--data", BASE).lines[0] == (name or word)


def test_fish_gets_counts_and_long_options_too() -> None:
    assert asked("anju record 2021-06 sf", "fish")[1:] == ["sifaju=\t司法局"]
    assert asked("anju tasks --unit=sf", "fish")[1:] == ["--unit=sifaju\t司法局"]
    assert asked("anju units --kind jie", "fish")[1:] == []  # --kind knows no pinyin
    assert asked("anju units --kind 街", "fish")[1:] == ["街道\t"]


def test_typer_is_not_told_of_any_of_this() -> None:
    """The app's own completion, which knows neither pinyin nor Chinese, stays off."""
    assert not any(
        one.name in ("install_completion", "show_completion")
        for one in typer.main.get_command(app).params
    )
