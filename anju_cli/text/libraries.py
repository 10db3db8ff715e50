"""Import libraries that only a few answers need, or say how this Python gets them."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from anju_cli.text.command_line import quoted


class LibraryNotInstalled(ImportError):
    """A library of the extra ``office`` is not installed; the text is a sentence for the user."""


def load_library(module: str, purpose: str) -> ModuleType:
    """Import the library ``module`` of the extra ``office``, which is for ``purpose`` (Excel 文件).

    Raises LibraryNotInstalled, which names the library and not the extra: where anju came from
    pip cannot know.
    """
    try:
        return import_module(module)
    except ImportError as error:
        gap = " " if purpose[:1].isascii() else ""
        raise LibraryNotInstalled(
            f"还没有安装处理{gap}{purpose}的程序库。请运行：{install_command()} {module}"
        ) from error


def renew_holidays() -> str:
    """Say how to get the holidays of a year that has been decreed since anju was installed."""
    how = f"{install_command()} --upgrade chinesecalendar"
    if "anju_start" in sys.modules:  # out of anju.pyz, whose own libraries go before all others
        how = "换用新的 anju.pyz"
    return f"请升级放假安排：{how}（当年的安排一般在上一年秋冬公布）"


def install_command() -> str:
    """Return the command that installs into the Python that is running.

    What uv has made, such as the environments of ``uv tool``, has no pip: uv installs from outside.
    """
    from importlib.util import find_spec

    python = quoted(sys.executable or "python")
    if find_spec("pip") is None and sys.prefix != sys.base_prefix:
        return f"uv pip install --python {python}"
    return f"{python} -m pip install"
