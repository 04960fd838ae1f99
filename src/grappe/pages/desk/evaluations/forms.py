"""The form of a new evaluation: the day, the period, what the cover of the report says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say
from grappe.analysis.language.numbers import long_date
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.language.spoken import say_later, spoken
from grappe.pages.look.form import OurForm

NAMES: dict[Language, str] = {"fr": "Français", "en": "English", "nl": "Nederlands", "de": "Deutsch"}
DRAFTS = {
    "replace": N_("Dans les chapitres sur lesquels l’évaluateur n’a rien écrit"),
    "complete": N_("Aussi sous les constats de l’évaluateur"),
    "none": N_("Nulle part"),
}


def day(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=say_later(label),
        required=required,
        widget=widget,
        help_text=say_later(help_text) if help_text else "",
    )


def words(label: str, length: int = 300) -> forms.CharField:
    """A line of words."""
    return forms.CharField(label=say_later(label), required=False, max_length=length)


class AskForm(OurForm):
    """What is asked of an evaluation, but for its files."""

    as_of = day(
        N_("Jour de référence"),
        N_("Les membres, les reconnaissances et les établissements sont ceux de ce jour-là."),
        required=True,
    )
    title = words(N_("Titre, si vous voulez"), 200)
    period_from = day(N_("Période : premier jour"))
    period_to = day(N_("Période : dernier jour"))
    language = forms.ChoiceField(
        label=say_later(N_("Langue du rapport")), choices=[(one, NAMES[one]) for one in LANGUAGES]
    )
    reference = words(N_("Référence du dossier"))
    evaluator = words(N_("Évaluateur"))
    client = words(N_("Commanditaire"))
    survey_invited = forms.IntegerField(
        label=say_later(N_("Invités à l’enquête, si ce n’étaient pas les membres du jour")),
        required=False,
        min_value=1,
        max_value=1_000_000,
    )
    drafts = forms.ChoiceField(label=say_later(N_("Phrases proposées par Grappe")))
    first = ("as_of", "title")
    more = (
        "period_from",
        "period_to",
        "language",
        "reference",
        "evaluator",
        "client",
        "survey_invited",
        "drafts",
    )

    def __init__(self, language: Language, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        told = [(code, say(name, language)) for code, name in DRAFTS.items()]
        self.fields["drafts"].choices = told  # type: ignore[attr-defined]  # a choice's

    def clean_as_of(self) -> Any:
        """Refuse a day that has not come: nobody knows who will be a member on it."""
        asked, today = self.cleaned_data["as_of"], timezone.localdate()
        if asked > today:
            raise ValidationError(
                say(
                    N_("Le {day} n’est pas encore venu. Donnez un jour au plus tard aujourd’hui."),
                    spoken(),
                    day=long_date(asked, spoken()),
                )
            )
        return asked

    @property
    def faults_in_more(self) -> bool:
        """Whether something is wrong among the fields that are folded."""
        return any(name in self.errors for name in self.more) if self.is_bound else False


def begun_from(like: Evaluation | None, *, same_day: bool, language: Language) -> dict[str, Any]:
    """Return what a form starts from: today, and what the last evaluation said; or all that it asked."""
    if like is None:
        return {"as_of": timezone.localdate(), "language": language, "drafts": "replace"}
    names = ("reference", "evaluator", "client", "language", "survey_invited", "drafts")
    told: dict[str, Any] = {name: getattr(like, name) for name in names}
    if not same_day:
        return {**told, "as_of": timezone.localdate()}
    return {**told, **{name: getattr(like, name) for name in ("title", "as_of", "period_from", "period_to")}}
