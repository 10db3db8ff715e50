"""How docs/使用手册.md and docs/命令一览.md are made and renewed: `pytest --accept`."""
