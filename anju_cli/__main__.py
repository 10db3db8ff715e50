"""The console script, and ``python -m anju_cli``."""

from __future__ import annotations

import sys

from anju_cli.cli import main as run_command_line
from anju_cli.environment import Environment


def main() -> None:
    """Run this process's command line and exit."""
    sys.exit(run_command_line(sys.argv[1:], Environment.of_this_process()))


if __name__ == "__main__":
    main()
