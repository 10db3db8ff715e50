"""What a command does: the steps from its options to what is written or shown."""
