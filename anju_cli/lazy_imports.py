"""Modules of the standard library that Typer and pydantic import and hardly ever use.

Python 3.15 has lazy imports of its own (PEP 810). ``importlib.util.LazyLoader`` does not
serve: before 3.14 the next ``import`` of the module asks for its ``__spec__``, and that
loads it.
"""

from __future__ import annotations

import sys
from _thread import RLock
from collections.abc import Callable, Mapping
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

RARELY_USED: Mapping[str, tuple[str, ...]] = {
    "bz2": (),
    "difflib": ("get_close_matches",),
    "importlib.metadata": ("entry_points",),
    "ipaddress": (),
    "lzma": (),
    "platform": (),
    "secrets": (),
    "subprocess": (),
    "textwrap": (),
    "tokenize": (),
}
"""With each, the functions that are taken from it at once (``from difflib import …``): what
is taken then is a stand-in that loads the module when it is called. Any other name loads it
at once. Together they take longer than starting the interpreter."""

_LOCK = RLock()
_WAITING: set[ModuleType] = set()


class _Later(ModuleType):
    """A module whose code runs when something is asked for that only it can give."""

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # asked by every ``from … import``; a package has it by now
            raise AttributeError(name)
        _load(self)
        return ModuleType.__getattribute__(self, name)


def import_later(names: Mapping[str, tuple[str, ...]]) -> None:
    """Have each module loaded when something of it is first asked for, or one of the
    functions named with it is called.

    Whoever imports it until then gets it unloaded, and need not know. One that is there
    already, or is not known, is left alone.
    """
    for name, functions in names.items():
        spec = find_spec(name) if name not in sys.modules else None
        if spec is None or spec.loader is None:
            continue
        module: ModuleType = module_from_spec(spec)
        for function in functions:
            setattr(module, function, _stand_in(module, function))
        module.__class__ = _Later
        _WAITING.add(module)
        sys.modules[name] = module
        package, _, last = name.rpartition(".")
        if package:
            setattr(sys.modules[package], last, module)  # as ``import`` does


def _stand_in(module: ModuleType, function: str) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        _load(module)
        return getattr(module, function)(*args, **named)

    return call


def _load(module: ModuleType) -> None:
    """Run its code, once. Another thread that asks for something meanwhile waits for it."""
    with _LOCK:
        spec = module.__spec__
        if module in _WAITING and spec is not None and spec.loader is not None:
            _WAITING.discard(module)  # first: its own code may ask for what it has not yet
            try:
                spec.loader.exec_module(module)
            except BaseException:  # Ctrl-C, or a library that was built without it
                _WAITING.add(module)
                raise
            module.__class__ = ModuleType
