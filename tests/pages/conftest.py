"""The platform's tests need Django set up before they are even read."""

from __future__ import annotations

from tests.databases import set_up_django

set_up_django()

from tests.cast import cast, other, prepared, twist  # noqa: E402 - models are imported once Django is set up

__all__ = ["cast", "other", "prepared", "twist"]
