"""The tests of files: two clusters, and the people around them."""

from __future__ import annotations

from tests.cast import cast, other, prepared, twist

__all__ = ["cast", "other", "prepared", "twist"]
