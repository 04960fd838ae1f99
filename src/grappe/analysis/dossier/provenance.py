"""Which tables of a dossier the platform wrote itself, and which ones came as files."""

from __future__ import annotations

from collections.abc import Mapping

PLATFORM = "plateforme"
"""The folder of a dossier where the platform writes its own tables."""


def platform_tables(origins: Mapping[str, str]) -> list[str]:
    """Return the tables that the platform wrote. origins: table to file."""
    return sorted(table for table, file in origins.items() if file.startswith(f"{PLATFORM}/"))


def attached_tables(origins: Mapping[str, str]) -> dict[str, str]:
    """Return the other tables and their files."""
    ours = set(platform_tables(origins))
    return {table: file for table, file in sorted(origins.items()) if table not in ours}


def provenance(origins: Mapping[str, str]) -> dict[str, object]:
    """Return what a package of results says of it: nothing of a dossier that is files alone."""
    ours = platform_tables(origins)
    return {"platform": {"tables": ours, "files": attached_tables(origins)}} if ours else {}
