"""A thing as the journal writes it, and the fingerprint by which a form says what it started from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db.models import FileField, Model

from grappe.apps.journal.chain import Value, canonical


def written(thing: Model) -> dict[str, Value]:
    """Return the fields of a thing, keys of other things as numbers, files as names.

    To be asked of what was read from the database: a number is written there in one way only.
    """
    told: dict[str, Value] = {}
    for field in thing._meta.concrete_fields:
        value = field.value_from_object(thing)
        told[field.name] = str(value) if isinstance(field, FileField) else value
    return told


def subject_of(thing: Model) -> str:
    """Return how the journal names a thing: `objective:12`."""
    return f"{thing._meta.model_name}:{thing.pk}"


def fingerprint(told: Mapping[str, Value]) -> str:
    """Return the fingerprint of a thing as it is written: a form carries it, and brings it back."""
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def fingerprint_of(thing: Model) -> str:
    """Return the fingerprint of a thing as the database has it now."""
    return fingerprint(written(type(thing)._default_manager.get(pk=thing.pk)))
