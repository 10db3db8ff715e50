"""anju explain: what the code of a diagnostic means."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from anju_cli.validation.codes import explanations
from tests.running import Outcome, run

CODES = explanations()

# -- one code --------------------------------------------------------------

A203 = """\
A203 没有这一天
───────────────

日期的写法可以，但日历上没有这一天：超过了当月的天数（2021-06-31、平年的
02-29），月份不在 1 至 12 之间，或者年、日写成了 0。

错误的写法（tasks.yaml）：
  due: 2021-06-31

正确的写法：
  due: 2021-06-30

怎样改：对照文件原文核对日期。程序不替您猜：该是月底，还是下个月的第一天，只有看
原文才知道。
"""


@pytest.mark.parametrize("typed", ["A203", "a203", "203", " A203 ", "Ａ２０３"])
def test_a_code_is_explained_however_it_is_typed(typed: str) -> None:
    assert run("explain", typed) == Outcome(0, A203, "")


def test_blanks_that_cannot_be_seen_are_named() -> None:
    assert run("explain", "A103").lines[6:10] == [
        "错误的写法（quotas.yaml）：",
        "  targets:",
        "    政府办公室: 200",
        "  <Tab>司法局: 150",
    ]
    assert "  <U+3000>title: 报备账号" in run("explain", "A104").lines[7:11]
    assert "  title: 报备<U+200B>账号" in run("explain", "A111").lines


def test_an_example_that_is_not_text_of_a_file() -> None:
    shown = run("explain", "A002").lines
    assert shown[shown.index("错误的写法：") + 1] == "  另存为，编码：ANSI"


def test_what_can_be_suppressed_says_how() -> None:
    assert run("explain", "A401").lines[0] == "A401 目标比别的单位多十倍（提示）"
    how = "在那一行末尾写注释 # anju 忽略 {} 到 日期：理由"
    assert run("explain", "A401").lines[-1] == f"可以忽略：{how.format('A401')}"
    assert run("explain", "A305").lines[-1] == f"可以忽略：{how.format('A305')}"
    assert run("explain", "A405").lines[-1] == f"提示可以忽略：{how.format('A405')}"


def test_a_narrow_terminal() -> None:
    shown = run("explain", "A203", terminal=True, width=40).lines
    assert shown[:5] == [
        "A203 没有这一天",
        "───────────────",
        "",
        "日期的写法可以，但日历上没有这一天：超过",
        "了当月的天数（2021-06-31、平年的",
    ]


# -- several ---------------------------------------------------------------


def test_several_codes_in_the_order_they_are_asked_for() -> None:
    assert (
        run("explain", "A313", "A203").out
        == """\
2 个问题编号
────────────

A313 两个文件的年度不一致
  quotas.yaml 的 year 与 tasks.yaml 里 plan 的 year 不同（例子里，tasks.yaml 写
  的是 2021）。多半是新年度的文件从上一年复制来，漏改了一个。

  错误的写法（quotas.yaml）：
    year: 2022
    …
      2022-05:
    …
      2022-06: {政府办公室: 21, 司法局: 20}

  正确的写法：
    year: 2021
    …
      2021-05:
    …
      2021-06: {政府办公室: 21, 司法局: 20}

  怎样改：核对是哪一个文件的年度写错了，改过来；也请看一看是不是放错了另一年的文
  件。

A203 没有这一天
  日期的写法可以，但日历上没有这一天：超过了当月的天数（2021-06-31、平年的
  02-29），月份不在 1 至 12 之间，或者年、日写成了 0。

  错误的写法（tasks.yaml）：
    due: 2021-06-31

  正确的写法：
    due: 2021-06-30

  怎样改：对照文件原文核对日期。程序不替您猜：该是月底，还是下个月的第一天，只有
  看原文才知道。
"""
    )


def test_a_code_that_is_asked_for_twice_is_explained_once() -> None:
    assert run("explain", "A203", "203") == run("explain", "A203")


def test_all_of_them() -> None:
    headings = [line for line in run("explain", "--all").lines if line[:1] == "A"]
    levels = {"错误": "", "提示": "（提示）", "错误或提示": "（错误或提示）"}
    assert headings == [f"{code} {one.title}{levels[one.level]}" for code, one in CODES.items()]
    assert run("explain", "--all", "A203").refusal == "选项 --all：已经写了编号，请去掉 --all"


# -- the list --------------------------------------------------------------


def test_without_a_code_it_lists_them_all() -> None:
    outcome = run("explain")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.lines[:6] == [
        f"问题编号（{len(CODES)}）",
        "",
        "编号  查的是    级别        问题",
        "----  --------  ----------  --------------------------------------",
        "A001  文件本身  错误        文件读不到",
        "A002  文件本身  错误        文件编码不对，或者不是文本文件",
    ]
    assert "A203  一条记录  错误        没有这一天" in outcome.lines
    assert outcome.lines[-2:] == ["", "每个编号的详细说明和例子：anju explain 编号"]
    assert [line[:4] for line in outcome.lines[4:-2]] == list(CODES)


def test_the_list_as_csv_and_markdown() -> None:
    assert run("explain", "-f", "csv").lines[:2] == [
        "编号,查的是,级别,问题",
        "A001,文件本身,错误,文件读不到",
    ]
    assert "| A203   | 一条记录 | 错误       | 没有这一天" in run("explain", "-f", "md").out


# -- codes that are not there ----------------------------------------------


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("A209", "全部编号：anju explain"),  # near to too many
        ("A999", "全部编号：anju explain"),
        ("期限", "全部编号：anju explain"),
        ("", "全部编号：anju explain"),
        ("B203", "您要找的是不是：A203？"),
        ("A2O3", "您要找的是不是：A203？"),
        ("A-203", "您要找的是不是：A203？"),
    ],
)
def test_an_unknown_code_is_refused(typed: str, hint: str) -> None:
    refusal = f"参数 编号：没有编号“{typed}”。{hint}"
    assert run("explain", typed).refusal == refusal
    assert run("explain", "A203", typed).refusal == refusal


# -- for programs ----------------------------------------------------------


def test_json_has_the_promised_fields_in_order() -> None:
    assert [list(one.items()) for one in run("explain", "A203", "-f", "json").json] == [
        [
            ("code", "A203"),
            ("title", "没有这一天"),
            ("meaning", CODES["A203"].meaning),
            ("file", "tasks.yaml"),
            ("wrong", "due: 2021-06-31"),
            ("right", "due: 2021-06-30"),
            ("advice", CODES["A203"].advice),
            ("level", "错误"),
            ("may_stand", False),
        ]
    ]


def test_json_of_the_list_is_that_of_all() -> None:
    everything = run("explain", "-f", "json")
    assert [one["code"] for one in everything.json] == list(CODES)
    assert everything == run("explain", "--all", "-f", "json")


def test_programs_get_an_example_to_the_letter() -> None:
    (one,) = run("explain", "A103", "-f", "json").json
    assert one["wrong"] == "targets:\n  政府办公室: 200\n\t司法局: 150"


def test_csv_of_a_code() -> None:
    rows = list(csv.reader(io.StringIO(run("explain", "A103", "-f", "csv").out)))
    headings = ["编号", "问题", "意思", "例子所在的文件", "错误的写法", "正确的写法", "怎样改"]
    values = [str(value).replace("\t", " ") for value in CODES["A103"][:-1]]
    assert rows == [[*headings, "级别", "可以忽略"], [*values, "否"]]


# -- Markdown and files ----------------------------------------------------

MARKDOWN = """\
# A203

**错误：没有这一天**

日期的写法可以，但日历上没有这一天：超过了当月的天数（2021-06-31、平年的 02-29），月份不在 1 至 12 \
之间，或者年、日写成了 0。

错误的写法（tasks.yaml）：

```yaml
due: 2021-06-31
```

正确的写法：

```yaml
due: 2021-06-30
```

怎样改：对照文件原文核对日期。程序不替您猜：该是月底，还是下个月的第一天，只有看原文才知道。
"""


def test_markdown() -> None:
    assert run("explain", "A203", "-f", "md") == Outcome(0, MARKDOWN, "")


def test_signs_of_markdown_mean_themselves() -> None:
    text = run("explain", "A101", "-f", "md").out
    assert r"用 \<\<\<\<\<\<\<、=======、>>>>>>> 隔开" in text
    assert "\n<<<<<<< HEAD\n" in text


@pytest.mark.parametrize(
    ("file", "content"), [("编号.md", MARKDOWN), ("编号.txt", A203), ("编号", A203)]
)
def test_into_a_file(file: str, content: str, tmp_path: Path) -> None:
    outcome = run("explain", "A203", "-o", file, cwd=tmp_path)
    assert outcome == Outcome(0, "", f"已写入 {file}\n")
    assert (tmp_path / file).read_text(encoding="utf-8") == content


@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json"])
def test_a_file_that_cannot_be_written(form: str, tmp_path: Path) -> None:
    outcome = run("explain", "A203", "-f", form, "-o", "没有/编号", cwd=tmp_path)
    assert outcome.refusal == (
        f"选项 --output：无法写入 {Path('没有/编号')}：文件夹 {tmp_path / '没有'} 不存在。"
        "请先建好这个文件夹，或者换一个位置。"
    )


def test_it_needs_no_data() -> None:
    assert run("explain", "A203", variables={"ANJU_DATA": "nowhere"}).code == 0
    assert "--data" not in run("explain", "--help").out
