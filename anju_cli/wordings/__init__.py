"""What letters say in words: the models of their templates (``anju_cli/templates``)."""
