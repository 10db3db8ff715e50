"""One short module a command: options in, exit code out, no rules.

A module's ``command`` is the command, its docstring the help, ``EXAMPLES`` what stands under
例子 there.
"""
