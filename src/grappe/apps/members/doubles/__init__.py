"""Organisations that were written down twice: found, shown side by side, made one."""
