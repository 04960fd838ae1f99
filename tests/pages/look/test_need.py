"""Of the fields of a form, the fewer are marked: those that must be filled in, or those that need not."""

from __future__ import annotations

import pytest
from django import forms
from django.template.loader import render_to_string

from grappe.apps.language.spoken import speaking
from grappe.pages.look.form import OurForm
from grappe.pages.look.tags import need

pytestmark = pytest.mark.usefixtures("installation")


class Mostly(OurForm):
    """Three that must be, one that need not; and what is never marked."""

    name = forms.CharField()
    email = forms.EmailField()
    papers = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    phone = forms.CharField(required=False)
    known = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    picked = forms.ChoiceField(choices=[("a", "A")], widget=forms.RadioSelect, initial="a")
    box = forms.BooleanField(required=False)
    token = forms.CharField(widget=forms.HiddenInput)


class Hardly(OurForm):
    """Three that need not be, two that must: of a choice that is still to be made too."""

    name = forms.CharField()
    kind = forms.ChoiceField(choices=[("", "—"), ("a", "A")])
    email = forms.EmailField(required=False)
    phone = forms.CharField(required=False)
    day = forms.DateField(required=False)


class Every(OurForm):
    """Nothing to tell apart."""

    name = forms.CharField()
    email = forms.EmailField()


def marks(form: forms.Form) -> dict[str, str]:
    return {field.name: word for field in form if (word := need(field))}


def test_the_fewer_are_marked_in_the_readers_language_and_what_has_an_answer_already_is_not() -> None:
    assert marks(Mostly()) == {"phone": "facultatif"}
    assert marks(Hardly()) == {"name": "obligatoire", "kind": "obligatoire"}
    assert marks(Every()) == {}
    with speaking("nl"):
        assert marks(Hardly()) == {"name": "verplicht", "kind": "verplicht"}


def test_a_choice_by_circles_of_which_none_is_filled_must_be_made() -> None:
    form = Mostly()
    form.fields["picked"].initial = None
    form.fields["email"].required = form.fields["papers"].required = False

    assert marks(form) == {"name": "obligatoire", "picked": "obligatoire"}


def test_the_mark_is_a_word_of_the_label() -> None:
    drawn = render_to_string("look/fields.html", {"form": Mostly()})

    assert '<label for="id_phone">Phone <span class="need">(facultatif)</span></label>' in drawn
    assert drawn.count('class="need"') == 1


def test_the_words_around_a_field_have_french_spaces_and_what_was_typed_keeps_its_own() -> None:
    class Asked(OurForm):
        name = forms.CharField(label="Pourquoi ?", help_text="Vide : « rien » <b>du tout</b>.")

    drawn = render_to_string("look/fields.html", {"form": Asked(initial={"name": "a : b"})})

    assert "Pourquoi\u202f?</label>" in drawn
    assert "Vide\u202f: «\u202frien\u202f» <b>du tout</b>." in drawn
    assert 'value="a : b"' in drawn
    with speaking("en"):
        assert "Pourquoi ?</label>" in render_to_string("look/fields.html", {"form": Asked()})
