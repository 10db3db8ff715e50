"""The console script, and ``python -m anju_cli``."""

from __future__ import annotations

import gc
import os
import sys

_OBJECTS_BETWEEN_COLLECTIONS = 80_000
"""More than an answer makes: collecting among its modules would take a tenth of its time.
Long work is still collected."""

_GIVEN_UP = 130
"""The exit code of a program that Ctrl-C has ended, as shells count it."""


def main() -> None:
    """Run this process's command line and exit."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    # No plugin of another program has a say in what a plan may be; looking for them means
    # reading about every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from anju_cli.cli.app import main as run_command_line
        from anju_cli.environment import Environment

        code = run_command_line(sys.argv[1:], Environment.of_this_process())
        gc.freeze()  # or the interpreter looks through everything once more before it goes
    except KeyboardInterrupt:  # before there was a command to give up, or behind its end
        code = _GIVEN_UP
    sys.exit(code)


if __name__ == "__main__":
    main()
