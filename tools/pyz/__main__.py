# -*- coding: utf-8 -*-
"""Where anju.pyz begins. Every Python can read this file, so that an old one can be told."""

from __future__ import unicode_literals

import sys

if sys.version_info < (3, 11):
    said = (
        "anju.pyz 要用 Python 3.11 或更新的版本运行，这里是 Python %d.%d。"
        "请换一个 Python，例如：python3.13 anju.pyz\n"
    ) % sys.version_info[:2]
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    getattr(sys.stderr, "buffer", sys.stderr).write(said.encode(encoding, "replace"))
    sys.exit(1)

import anju_start

sys.exit(anju_start.main(sys.argv[0]))
