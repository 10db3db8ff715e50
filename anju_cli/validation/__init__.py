"""The files of a folder checked: a plan, or diagnostics with their places."""
