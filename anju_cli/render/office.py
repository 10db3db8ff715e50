"""Libraries that only Word, Excel and calendar files need: the extra ``office``."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

_PROJECTS = {
    "docx": "python-docx",
    "docx.oxml": "python-docx",
    "icalendar": "icalendar",
    "xlsxwriter": "xlsxwriter",
}
"""What pip calls each. Not the extra of anju: where anju came from pip cannot know."""


class OfficeExtraNotInstalled(ImportError):
    """A library of the extra is not installed; the text is a sentence for the user."""


def load_office_library(module: str, purpose: str) -> ModuleType:
    """Import the library ``module``, which writes ``purpose`` (Word 文件).

    Raises OfficeExtraNotInstalled.
    """
    try:
        return import_module(module)
    except ImportError as error:
        gap = " " if purpose[:1].isascii() else ""
        raise OfficeExtraNotInstalled(
            f"还没有安装处理{gap}{purpose}的程序库。"
            f"请运行：python -m pip install {_PROJECTS[module]}"
        ) from error
