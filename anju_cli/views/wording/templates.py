"""Read templates of letters, or find all that is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from anju_cli.diagnostics import Diagnostic, has_errors
from anju_cli.parsing import compose
from anju_cli.parsing.encoding import decode
from anju_cli.parsing.source import Source, split_lines
from anju_cli.parsing.tree import construct
from anju_cli.storage.input_file import InputError, read_input
from anju_cli.validation.positions import diagnostic_at
from anju_cli.validation.schema_errors import schema_violations
from anju_cli.views.wording.remind import RemindWording
from anju_cli.views.wording.report import ReportWording
from anju_cli.views.wording.sentences import Part

_TEMPLATES = Path(__file__).parent
_NAMES: dict[type[Part], str] = {ReportWording: "report", RemindWording: "remind"}
_MAX_BYTES = 1024 * 1024

Wording = TypeVar("Wording", bound=Part)


def shipped_text(model: type[Part]) -> str:
    """Read the template that comes with the program, with its comments."""
    return (_TEMPLATES / f"{_NAMES[model]}.yaml").read_text(encoding="utf-8")


def load_wording(
    model: type[Wording], file: Path | None = None, shown: str = ""
) -> tuple[Wording | None, tuple[Diagnostic, ...]]:
    """Read the wording of ``file``, called ``shown`` in diagnostics.

    What it leaves out is taken from the shipped one. None and every diagnostic at once where
    it cannot be used.
    """
    shipped, _ = compose(Source("", split_lines(shipped_text(model))))
    assert shipped is not None  # noqa: S101 - a test holds the shipped templates
    if file is None:
        return model.model_validate(construct(shipped)), ()
    data = _bytes(file, shown, _NAMES[model])
    if isinstance(data, Diagnostic):
        return None, (data,)
    source, diagnostics = decode(shown, data)
    if source is None or has_errors(diagnostics):
        return None, tuple(diagnostics)
    tree, diagnostics = compose(source)
    if tree is None or has_errors(diagnostics):
        return None, tuple(sorted(diagnostics))
    try:
        return model.model_validate(_over(construct(shipped), construct(tree))), ()
    except ValidationError as error:
        violations = schema_violations(_NAMES[model], tree, error, model)
        return None, tuple(sorted(diagnostic_at(source, tree, each) for each in violations))


def _over(below: Any, above: Any) -> Any:
    """Lay ``above`` over ``below``, part by part."""
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **{key: _over(below.get(key), part) for key, part in above.items()}}
    return above


def _bytes(file: Path, shown: str, kind: str) -> bytes | Diagnostic:
    def refused(message: str, hint: str) -> Diagnostic:
        return Diagnostic(shown, 1, 1, "A001", "error", message, hint)

    try:
        return read_input(file, _MAX_BYTES)
    except InputError as error:
        return refused(str(error), error.hint)
    except FileNotFoundError:
        hint = f"请核对路径；自带的模板：anju {kind} --print-template -o 模板.yaml"
        return refused("没有这个文件", hint)
    except IsADirectoryError:
        return refused("这是一个文件夹，应为文件", "请写上模板文件的名字")
