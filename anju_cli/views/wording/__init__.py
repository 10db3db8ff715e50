"""What letters say in words: the models of their templates (the YAML files beside them)."""
