"""The console script, and ``python -m anju_cli``."""

import os
import sys

_OBJECTS_BETWEEN_COLLECTIONS = 80_000
"""More than an answer makes: collecting among its modules would take a tenth of its time.
Long work is still collected."""

_ENDS = ("SIGTERM", "SIGHUP")
"""Signals to end by; Windows lacks the second."""

_GIVEN_UP = 130
"""The exit code of a program that Ctrl-C has ended, as shells count it."""


def main() -> None:
    """Run this process's command line and exit."""
    try:  # Ctrl-C from here on leaves no traceback; before, Python itself is starting
        import gc

        gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
        # No plugin of another program has a say in what a plan may be; looking for them means
        # reading about every installed package.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        _hear_the_end()
        from anju_cli.cli.app import main as run_command_line
        from anju_cli.environment import Environment

        code = run_command_line(sys.argv[1:], Environment.of_this_process())
        gc.freeze()  # or the interpreter looks through everything once more before it goes
    except KeyboardInterrupt:  # before there was a command to give up, or behind its end
        code = _GIVEN_UP
    sys.exit(code)


def _hear_the_end() -> None:
    """End in good order, as Ctrl-C does, when told to, or when the terminal is closed.

    Which is told twice then: what is being cleared away is not disturbed. ``nohup`` holds.
    """
    import signal

    numbers = [getattr(signal, name) for name in _ENDS if hasattr(signal, name)]

    def end(number: int, _frame: object) -> None:
        for each in (*numbers, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        sys.exit(128 + number)

    for number in numbers:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


if __name__ == "__main__":
    main()
