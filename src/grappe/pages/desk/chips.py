"""The chips above a list: what one may look for in it with one click."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Things that one looks for together."""

    label: str
    count: str
    address: str
    asked: bool
