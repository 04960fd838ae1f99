"""Every field says why it is kept: ours all of them, those of our libraries where a person stands in them."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldError
from django.db import models

from grappe.analysis.language.catalogues import LANGUAGES, say
from grappe.apps.privacy.declarations import Declaration, Emptied, Gone, Named, Personal, Replaced
from grappe.apps.privacy.registry import HOUSE, declarations, of_nobody_elsewhere

ALL = {declared.model: declared for declared in declarations()}
MODELS = {model._meta.label: model for model in apps.get_models()}
OURS = sorted(label for label, model in MODELS.items() if model.__module__.startswith(HOUSE))
GROUPS = [
    pytest.param(declared, group, id=f"{declared.model} {' '.join(group.fields)}")
    for declared in ALL.values()
    for group in declared.personal
]
# SQLite's own table of Wagtail's search; on PostgreSQL it is another one.
OF_ONE_DATABASE = {"wagtailsearch.SQLiteFTSIndexEntry"}


def fields_of(model: type[models.Model]) -> list[models.Field]:  # type: ignore[type-arg]
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def tells_a_person(field: models.Field) -> bool:  # type: ignore[type-arg]
    return field.related_model is get_user_model() or isinstance(
        field, models.EmailField | models.GenericIPAddressField
    )


def test_each_table_is_declared_once() -> None:
    assert len(ALL) == len(declarations())


def test_no_table_is_declared_that_is_not_there() -> None:
    assert {*ALL, *of_nobody_elsewhere()} - MODELS.keys() - OF_ONE_DATABASE == set()


@pytest.mark.parametrize("label", OURS)
def test_each_field_of_ours_says_why_it_is_kept(label: str) -> None:
    assert label in ALL, f"declare {label} in the module `privacy` of its room"

    assert sorted(ALL[label].fields()) == sorted(field.name for field in fields_of(MODELS[label]))


@pytest.mark.parametrize("label", sorted(MODELS.keys() - set(OURS)))
def test_each_table_of_others_is_declared_or_found_to_be_of_nobody(label: str) -> None:
    assert (label in ALL) != (label in of_nobody_elsewhere()), f"judge {label} in grappe.apps.privacy.others"

    tell = {field.name for field in fields_of(MODELS[label]) if tells_a_person(field)}
    declared = ALL[label].fields() if label in ALL else []
    assert tell - set(declared) == set()
    assert set(declared) <= {field.name for field in fields_of(MODELS[label])}
    assert len(declared) == len(set(declared))


@pytest.mark.parametrize(("declared", "group"), GROUPS)
def test_the_way_from_a_row_to_its_person_exists(declared: Declaration, group: Personal) -> None:
    way = group.of.column if isinstance(group.of, Named) else group.of
    value = "person:1" if isinstance(group.of, Named) else 1

    try:
        str(MODELS[declared.model]._default_manager.filter(**{way: value}).query)
    except FieldError as wrong:
        pytest.fail(str(wrong))


@pytest.mark.parametrize(("declared", "group"), GROUPS)
def test_what_becomes_of_a_field_can_become_of_it(declared: Declaration, group: Personal) -> None:
    for name in group.fields:
        field = MODELS[declared.model]._meta.get_field(name)
        assert isinstance(field, models.Field)
        if isinstance(group.erasure, Emptied):
            assert field.many_to_many or field.null or field.empty_strings_allowed
        if isinstance(group.erasure, Replaced):
            told = group.erasure.value
            field.clean(told.format(person=3) if isinstance(told, str) else told, None)


def test_a_row_that_goes_leaves_nothing_of_its_person() -> None:
    for declared in ALL.values():
        by_way = {group.of for group in declared.personal if isinstance(group.erasure, Gone)}
        assert all(isinstance(group.erasure, Gone) for group in declared.personal if group.of in by_way), (
            declared.model
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_is_said_in_the_language_of_who_asks(language: str) -> None:
    for declared in ALL.values():
        for group in declared.personal:
            told = [declared.title, group.purpose, group.retention, group.basis.value, *group.fields.values()]
            assert all(say(sentence, language) for sentence in told)  # type: ignore[arg-type]
            assert group.purpose.endswith(".")
            assert group.retention.endswith(".")
