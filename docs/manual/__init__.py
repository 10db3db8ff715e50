"""What makes docs/使用手册.md and docs/命令一览.md, and tells whether they are true."""
