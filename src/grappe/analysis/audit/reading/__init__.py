"""A report as text: its sentences, the numbers that they state, and the claims that they suggest."""

from __future__ import annotations
