"""The `grappe` command."""
