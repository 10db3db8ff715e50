"""What ends a command early: wrong usage, or something that did not succeed."""

from __future__ import annotations

import typer

from anju_cli.environment import Environment
from anju_cli.render.streams import write_remarks


def refusal(place: str, message: str) -> typer.BadParameter:
    """Return a usage error about ``place``: ``--output``, ``参数 月份``, ``环境变量 EDITOR``."""
    place = f"选项 {place}" if place.startswith("-") else place
    return typer.BadParameter(message, param_hint=place)


def failure(message: str, environment: Environment) -> typer.Exit:
    """Say on standard error what did not succeed, though it was asked for well: the exit to
    raise."""
    write_remarks([message], environment)
    return typer.Exit(1)
