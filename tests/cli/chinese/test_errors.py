"""What is said of wrong usage, and what is guessed to be meant."""

from __future__ import annotations

import pytest

from .program import MORE, error_of, outcome_of


def test_an_error_in_full() -> None:
    assert outcome_of("tasks", "--unitt", "区财政局") == (
        2,
        "错误：没有选项 --unitt。您要找的是不是 --unit？\n"
        "用法：anju tasks [选项]\n"
        "详细说明：anju tasks --help\n",
    )


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["tasks", "--Unit", "甲"], "没有选项 --Unit。您要找的是不是 --unit？"),
        (["tasks", "-json"], "没有选项 -json。您要找的是不是 --json？"),
        (["tasks", "－－json"], "没有选项 －－json。您要找的是不是 --json？"),
        (["tasks", "——unit", "甲"], "没有选项 ——unit。您要找的是不是 --unit？"),
        (["tasks", "--unit＝甲"], "没有选项 --unit＝甲。您要找的是不是 --unit？"),
        (["tasks", "--xyz"], "没有选项 --xyz。"),
        (["tasks", "-x"], "没有选项 -x。"),
        (["--verson"], "没有选项 --verson。您要找的是不是 --version？"),
    ],
)
def test_no_such_option(args: list[str], message: str) -> None:
    assert error_of(*args) == message


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (
            ["--data", "x", "show", "1"],
            "选项 --data 要写在命令后面，例如 anju show --data …",
        ),
        (["--json"], "选项 --json 要写在命令后面，例如 anju tasks --json"),
        (["——json", "show"], "选项 --json 要写在命令后面，例如 anju show --json"),
        (
            ["--dat", "x"],
            "没有选项 --dat。您要找的是不是 --data？"
            "选项 --data 要写在命令后面，例如 anju tasks --data …",
        ),
        (["tasks", "--version"], "选项 --version 要写在命令前面，例如 anju --version"),
        (["tasks", "--folder", "x"], "选项 --folder 要写在命令前面，例如 anju --folder … tasks"),
    ],
)
def test_an_option_at_the_wrong_place(args: list[str], message: str) -> None:
    assert error_of(*args) == message


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["task"], "没有命令 task。您要找的是不是 tasks？"),
        (["Show"], "没有命令 Show。您要找的是不是 show？"),
        (["任务"], "没有命令 任务。可用的命令：tasks、show。"),
        (["--"], "缺少命令。可用的命令：tasks、show。"),
        (["--folder", "x"], "缺少命令。可用的命令：tasks、show。"),
        (["show"], "缺少参数 N。"),
        (["show", "1", "2", "三"], "多余的参数：2、三。"),
        (["tasks", "--unit"], "选项 --unit 后面缺少内容，写法：--unit 单位"),
        (["tasks", "-u"], "选项 -u 后面缺少内容，写法：-u 单位"),
        (["tasks", "--json=1"], "选项 --json 不带值，后面不要写 = 和内容。"),
        (["show", "十二"], "参数 N：要写整数"),
    ],
)
def test_wrong_usage(args: list[str], message: str) -> None:
    assert error_of(*args) == message


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["need", "甲"], "缺少选项 --first。"),
        (["need", "--first", "甲"], "缺少参数 名称。"),
        (["remind", "--day", "3", "--day", "三"], "选项 --day：要写整数"),
        (["remind", "-m", "一月", "--day", "三"], "选项 --month：要写整数"),
        (["remind", "--day", "三", "-m", "一月"], "选项 --day：要写整数"),  # the first on the line
    ],
)
def test_wrong_values(args: list[str], message: str) -> None:
    assert error_of(*args, table=MORE) == message


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["tasks", "--data", "x", "--data", "x"], "选项 --data 写了两次，只能写一次。"),
        (["tasks", "--data=x", "-u", "甲", "--data=y"], "选项 --data 写了两次，只能写一次。"),
        (["--folder", "a", "--folder", "b", "tasks"], "选项 --folder 写了两次，只能写一次。"),
    ],
)
def test_an_option_for_one_value_is_given_once(args: list[str], message: str) -> None:
    assert error_of(*args) == message


def test_how_often_is_said() -> None:
    args = ["remind", "-m", "1", "--month", "2", "--month=3", "甲"]
    assert error_of(*args, table=MORE) == "选项 --month 写了 3 次，只能写一次。"


@pytest.mark.parametrize(
    ("how", "message"),
    [("place", "--a 和 --b：两个选项不能同时写"), ("otherwise", "这样不行")],
)
def test_a_refusal_by_a_command(how: str, message: str) -> None:
    assert error_of("stop", how, table=MORE) == message


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["tasks", "--\x1b[31m"], "没有选项 --␛[31m。"),
        (["sh\x07ow"], "没有命令 sh␇ow。您要找的是不是 show？"),
        (["show", "1", "a\nb", "\u202e"], "多余的参数：a<U+000A>b、<U+202E>。"),
        (["show", "1", "\udcff"], "多余的参数：<U+DCFF>。"),
        (["show", "1", "\u3000"], "多余的参数：<U+3000>。"),
    ],
)
def test_what_cannot_be_seen_is_shown(args: list[str], message: str) -> None:
    assert error_of(*args) == message
