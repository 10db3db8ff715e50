"""What letters say: templates (YAML files), and the models that check them."""
