"""What a question of the survey stands for in the evaluation: `grappe_role`."""

from __future__ import annotations

from dataclasses import dataclass

KEYED = ("satisfaction", "importance", "impact", "governance", "partnership", "verbatim")
PLAIN = ("strategy_known", "strategy_satisfied", "advantage")


@dataclass(frozen=True, slots=True)
class Role:
    """`impact:clients_outside` is the kind `impact` with the key `clients_outside`."""

    kind: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind

    @property
    def is_share(self) -> bool:
        """Whether the answers are counted as favourable or not (a verbatim is only read)."""
        return self.kind != "verbatim"


def read_role(written: str) -> Role | None:
    """Read a role; None when it is not one of the contract's."""
    kind, _, key = (part.strip() for part in written.strip().partition(":"))
    kind = kind.casefold()
    if (kind in KEYED and key) or (kind in PLAIN and not key):
        return Role(kind, key)
    return None
