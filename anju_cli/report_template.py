"""The template of the circular, from the disk to its model or to all that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from anju_cli.encoding import decode
from anju_cli.locate import schema_problems
from anju_cli.problems import Problem, has_errors
from anju_cli.report_wording import ReportWording
from anju_cli.yaml_tree import compose, plain

_SHIPPED = Path(__file__).parent / "templates" / "report.yaml"
_MAX_BYTES = 1024 * 1024

M = TypeVar("M", bound=BaseModel)


def shipped_text() -> str:
    """The template that comes with the program, with its comments."""
    return _SHIPPED.read_text(encoding="utf-8")


def report_wording(
    file: Path | None, shown: str = ""
) -> tuple[ReportWording | None, tuple[Problem, ...]]:
    """The wording of ``file`` (``shown`` in problems); None: the shipped one.

    None and every problem at once where it cannot be used.
    """
    return load_wording(_SHIPPED if file is None else file, shown or "report.yaml", ReportWording)


def load_wording(file: Path, shown: str, model: type[M]) -> tuple[M | None, tuple[Problem, ...]]:
    """The wording in ``file`` as a ``model``, or all that is wrong with it."""
    data = _bytes(file, shown)
    if isinstance(data, Problem):
        return None, (data,)
    source, found = decode(shown, data)
    if source is None or has_errors(found):
        return None, tuple(found)
    tree, found = compose(source)
    if tree is None or has_errors(found):
        return None, tuple(sorted(found))
    try:
        return model.model_validate(plain(tree)), ()
    except ValidationError as error:
        return None, tuple(sorted(schema_problems(source, tree, error, model)))


def _bytes(file: Path, shown: str) -> bytes | Problem:
    def refused(message: str, hint: str) -> Problem:
        return Problem(shown, 1, 1, "A001", "error", message, hint)

    try:
        if file.stat().st_size > _MAX_BYTES:
            return refused("文件超过 1 MB", "请检查是不是放错了文件")
        return file.read_bytes()
    except FileNotFoundError:
        hint = "请核对路径；自带的模板：anju report --print-template -o 模板.yaml"
        return refused("没有这个文件", hint)
    except IsADirectoryError:
        return refused("这是一个文件夹，应为文件", "请写上模板文件的名字")
    except PermissionError:
        return refused("没有权限读这个文件", "请检查文件的权限，或找管理员")
    except OSError as error:
        return refused(f"读不出这个文件（错误号 {error.errno}）", "请检查磁盘和路径，或找管理员")
