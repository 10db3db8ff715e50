"""What letters say in words: shipped as templates, which an office may replace by its own.

A template is a YAML file, one text a line; ``{day}`` in a text is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, TypeVar

from anju_cli.encoding import decode
from anju_cli.yaml_tree import Fields, Scalar, compose

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_TEMPLATES = Path(__file__).parent / "templates"


class BadTemplate(ValueError):  # noqa: N818 - what it is, not whose fault
    """A template cannot be used; the text says everything that is wrong in it."""


@dataclass(frozen=True)
class RemindWording:
    """The words of a reminder, as ``templates/remind.yaml`` explains them."""

    title: str = ""
    opening: str = ""
    duties: str = ""
    quota: str = ""
    request: str = ""
    closing: str = ""
    rules: str = ""


REMIND_PLACES = ("plan", "issuer", "year", "unit", "day", "duties", "overdue")
"""What is filled in, in any text of a reminder."""

Wording = TypeVar("Wording", bound="DataclassInstance")


def template_text(kind: str) -> str:
    """The shipped template of ``kind`` (remind), to be changed."""
    return (_TEMPLATES / f"{kind}.yaml").read_text(encoding="utf-8")


def load_wording(
    shipped: Wording, kind: str, places: tuple[str, ...], file: Path | None, shown: str = ""
) -> Wording:
    """The words of ``kind``: those of ``file``, and the shipped ones for what it leaves out.

    ``shipped`` is an empty one. Raises BadTemplate; ``shown`` names the file there.
    """
    whole = _read(shipped, f"{kind}.yaml", template_text(kind).encode(), places)
    return whole if file is None else _read(whole, shown, _bytes(file, shown), places)


def remind_wording(file: Path | None = None, shown: str = "") -> RemindWording:
    """The words of reminders, see ``load_wording``."""
    return load_wording(RemindWording(), "remind", REMIND_PLACES, file, shown)


def _bytes(file: Path, shown: str) -> bytes:
    try:
        if not file.is_file():
            raise BadTemplate(
                f"找不到文件 {shown}。请核对路径；自带的措辞可用 --print-template 得到"
            )
        return file.read_bytes()
    except OSError:
        raise BadTemplate(f"读不出 {shown}。请检查权限和磁盘") from None


def _read(default: Wording, shown: str, data: bytes, places: tuple[str, ...]) -> Wording:
    source, problems = decode(shown, data)
    if source is None or problems:
        raise _bad(shown, [(one.line, f"{one.message}。{one.hint}") for one in problems])
    tree, problems = compose(source)
    if problems or not isinstance(tree, Fields):
        said = [(one.line, f"{one.message}。{one.hint}") for one in problems]
        raise _bad(shown, said or [(1, "应当一项一行，写成“项名: 文字”")])
    known = [field.name for field in fields(default)]
    wrong: list[tuple[int, str]] = []
    texts: dict[str, str] = {}
    for key, entry in tree.entries.items():
        if key not in known:
            wrong.append((entry.line, f"没有“{key}”这一项。可以写：{'、'.join(known)}"))
        elif not isinstance(entry.node, Scalar) or not (entry.node.text or "").strip():
            wrong.append((entry.line, f"“{key}”后面要有一句话；要用自带的措辞，就删去这一行"))
        else:
            texts[key] = (entry.node.text or "").strip()
            wrong += [(entry.line, fault) for fault in _faults(texts[key], places)]
    if wrong:
        raise _bad(shown, wrong)
    return replace(default, **texts)


def _faults(text: str, places: tuple[str, ...]) -> Iterator[str]:
    """What is in braces and cannot be filled in."""
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        yield "花括号不成对。要写花括号本身，写两个：{{ 和 }}"
        return
    for _, name, spec, conversion in parsed:
        if name is not None and (name not in places or spec or conversion):
            whole = name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
            listed = "、".join(f"{{{place}}}" for place in places)
            yield f"不知道“{{{whole}}}”填什么。可以写：{listed}"


def _bad(shown: str, wrong: list[tuple[int, str]]) -> BadTemplate:
    return BadTemplate(f"{shown} " + "；".join(f"第 {line} 行：{what}" for line, what in wrong))
