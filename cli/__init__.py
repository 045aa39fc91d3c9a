"""The operator's commands: one file each, found by itself."""
