"""The tables of the register that are only ever added to."""

from __future__ import annotations

ONLY_ADDED = ("members_membershipact", "members_identityact", "members_representationact")
