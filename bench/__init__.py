"""Measures of Grappe beside a yardstick: `python -m bench [name ...] [--quick]`."""
