"""Libraries that have to be installed: the command names the Python that runs anju."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from anju_cli.text import libraries
from anju_cli.text.libraries import LibraryNotInstalled, load_library, renew_holidays


@pytest.fixture
def has_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", ModuleType)


@pytest.fixture
def has_no_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)


@pytest.mark.usefixtures("has_pip")
@pytest.mark.parametrize(
    ("python", "command"),
    [
        ("/usr/bin/python3", "/usr/bin/python3 -m pip install"),
        ("/家/我 的/.venv/bin/python", '"/家/我 的/.venv/bin/python" -m pip install'),
        ("", "python -m pip install"),  # where Python does not know itself
    ],
)
def test_the_python_that_runs_is_named(
    monkeypatch: pytest.MonkeyPatch, python: str, command: str
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    assert libraries.install_command() == command


@pytest.mark.usefixtures("has_no_pip")
def test_in_an_environment_without_pip_uv_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/tools/anju/bin/python")
    monkeypatch.setattr(sys, "prefix", "/tools/anju")
    assert libraries.install_command() == "uv pip install --python /tools/anju/bin/python"
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)  # no environment: pip has to come first
    assert libraries.install_command() == "/tools/anju/bin/python -m pip install"


@pytest.mark.usefixtures("has_pip")
def test_each_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(LibraryNotInstalled) as refused:
        load_library("xlsxwriter", "Excel 文件")
    assert str(refused.value) == (
        "还没有安装处理 Excel 文件的程序库。请运行：/usr/bin/python3 -m pip install xlsxwriter"
    )
    assert renew_holidays() == (
        "请升级放假安排：/usr/bin/python3 -m pip install --upgrade chinesecalendar"
        "（当年的安排一般在上一年秋冬公布）"
    )
    monkeypatch.setitem(sys.modules, "anju_start", ModuleType("anju_start"))
    assert renew_holidays() == "请升级放假安排：换用新的 anju.pyz（当年的安排一般在上一年秋冬公布）"
