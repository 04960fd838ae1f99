"""The forms of what a cluster is: each knows its fields, what it starts from, and its act."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.http.request import validate_host
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.analysis.vocabulary import classes
from grappe.apps.clusters.acts.axes import set_axis
from grappe.apps.clusters.acts.documents import correct_document, file_document
from grappe.apps.clusters.acts.identity import change_identity
from grappe.apps.clusters.acts.objectives import map_objective, set_objective
from grappe.apps.clusters.acts.recognitions import correct_recognition, record_recognition
from grappe.apps.clusters.acts.statutes import adopt_statutes, correct_statutes
from grappe.apps.clusters.models import Objective
from grappe.apps.clusters.queries.missions import missions_of
from grappe.apps.clusters.rules.domains import domain_of
from grappe.apps.edits.at_field import at_field
from grappe.apps.edits.written import fingerprint_of
from grappe.apps.language.spoken import say_later
from grappe.apps.settings.installation import main_name
from grappe.pages.desk.entrance import Desk
from grappe.pages.framework.starting import installed
from grappe.pages.framework.told import NAMES
from grappe.pages.look.form import OurForm
from grappe.pages.look.paper import Logo, Paper


def day(label: str, *, required: bool = True) -> forms.DateField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=say_later(label), required=required, widget=widget)


def words(label: str, length: int, *, required: bool = False, tall: bool = False) -> forms.CharField:
    """A line of words, or several."""
    widget = forms.Textarea(attrs={"rows": 4}) if tall else forms.TextInput()
    return forms.CharField(label=say_later(label), required=required, max_length=length, widget=widget)


class ThingForm(OurForm):
    """A form about one thing of the cluster, or about a new one (`thing` is None)."""

    heading: ClassVar[str]
    heading_new: ClassVar[str] = ""
    shown: ClassVar[tuple[str, ...]]
    """The fields that are the thing's own, under the same names."""
    choices: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    started_from = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, desk: Desk, thing: Any, data: Any = None, files: Any = None) -> None:
        self.desk, self.thing = desk, thing
        initial = {name: getattr(thing, name) for name in self.shown} if thing is not None else {}
        if thing is not None:
            initial["started_from"] = fingerprint_of(thing)
        super().__init__(data, files, initial=initial, label_suffix="")
        for name, words in self.choices.items():
            told = [(code, say(word, desk.language)) for code, word in words.items()]
            self.fields[name].choices = told  # type: ignore[attr-defined]  # a choice's
        if thing is None:
            self.fields.pop("reason", None)

    @property
    def by(self) -> str:
        """Who acts, as the journal names them."""
        return self.desk.person.named

    @property
    def today(self) -> dt.date:
        """The day of the act."""
        return timezone.localdate()

    def told(self, *more: str) -> dict[str, Any]:
        """Return what was typed; a file that was not sent leaves the one that is there."""
        names = [name for name in (*self.shown, *more) if name in self.fields]
        said = {name: self.cleaned_data[name] for name in names}
        if self.thing is not None and "file" in said and not said["file"]:
            del said["file"]
        return said

    @property
    def begun(self) -> str | None:
        """The fingerprint that the form was shown with."""
        return self.cleaned_data["started_from"] or None

    @abstractmethod
    def act(self) -> Model:
        """Do what the form asks for."""


class IdentityForm(ThingForm):
    heading = N_("Modifier l’identité")
    shown = (
        "name",
        "legal_name",
        "legal_form",
        "enterprise_number",
        "constituted_on",
        "object",
        "website",
        "domain",
        "office_fte",
        "languages",
        "logo",
        "colour",
        "second_colour",
    )
    name = words(N_("Nom"), 200, required=True)
    legal_name = words(N_("Dénomination"), 300)
    legal_form = words(N_("Forme juridique"), 50)
    enterprise_number = words(N_("Numéro d’entreprise"), 12)
    constituted_on = day(N_("Constitué le"), required=False)
    object = words(N_("Objet"), 10_000, tall=True)
    website = forms.URLField(label=say_later(N_("Site web")), required=False, assume_scheme="https")
    domain = forms.CharField(
        label=say_later(N_("Nom de domaine")),
        required=False,
        max_length=300,
        help_text=say_later(
            N_(
                "Le nom sous lequel on visite le cluster, comme twist.example.be ; vide : celui de l’installation."
            )
        ),
    )
    office_fte = forms.DecimalField(
        label=say_later(N_("Équipe (équivalents temps plein)")),
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=2,
    )
    main = forms.ChoiceField(label=say_later(N_("Langue principale")), choices=list(NAMES.items()))
    languages = forms.MultipleChoiceField(
        label=say_later(N_("Langues des pages")),
        choices=list(NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    logo = Logo(
        label=say_later(N_("Logo")),
        required=False,
        help_text=say_later(N_("PNG, JPG ou SVG, 2 Mo au plus. Tout le monde le voit.")),
    )
    colour = forms.CharField(label=say_later(N_("Couleur")), widget=forms.TextInput(attrs={"type": "color"}))
    second_colour = forms.CharField(
        label=say_later(N_("Seconde couleur")), widget=forms.TextInput(attrs={"type": "color"})
    )

    def __init__(self, desk: Desk, thing: Any, data: Any = None, files: Any = None) -> None:
        super().__init__(desk, thing, data, files)
        self.fields["main"].initial = thing.languages[0]

    def act(self) -> Model:
        told = self.told()
        main, others = self.cleaned_data["main"], told["languages"]
        told["languages"] = [main, *(code for code in NAMES if code in others and code != main)]
        told["logo"] = told["logo"] or ""
        told["domain"] = self._answered(domain_of(told["domain"]))
        return change_identity(self.thing, by=self.by, on=self.today, started_from=self.begun, **told)

    def _answered(self, domain: str) -> str:
        """Return a name that the installation answers to. Raises ValidationError for another."""
        hosts = installed().hosts
        if not domain or domain == self.thing.domain:
            return domain
        if domain == main_name(hosts):
            own = N_(
                "« {name} » est le nom de l’installation elle-même : donnez-en un qui soit au cluster seul."
            )
            raise at_field("domain", own, name=domain)
        if not validate_host(domain, hosts):
            unknown = N_(
                "L’installation ne répond pas encore à « {name} ». Demandez à qui la gère de l’ajouter à GRAPPE_HOSTS, puis enregistrez de nouveau."
            )
            raise at_field("domain", unknown, name=domain)
        return domain


class StatutesForm(ThingForm):
    heading, heading_new = N_("Corriger une version des statuts"), N_("Ajouter une version des statuts")
    shown = ("title", "adopted_on", "in_force_on", "file")
    title = words(N_("Titre"), 300, required=True)
    adopted_on = day(N_("Jour de l’adoption"))
    in_force_on = day(N_("En vigueur depuis"), required=False)
    file = Paper(label=say_later(N_("Fichier")), required=False)
    reason = words(N_("Motif de la correction"), 500, required=True)

    def act(self) -> Model:
        if self.thing is None:
            return adopt_statutes(cluster=self.desk.cluster, by=self.by, **self.told())
        told = self.told()
        told["in_force_on"] = told["in_force_on"] or told["adopted_on"]
        return correct_statutes(
            self.thing,
            reason=self.cleaned_data["reason"],
            by=self.by,
            on=self.today,
            started_from=self.begun,
            **told,
        )


class RecognitionForm(ThingForm):
    heading, heading_new = N_("Corriger une reconnaissance"), N_("Ajouter une reconnaissance")
    shown = ("number", "starts_on", "ends_on", "regime", "subsidy_rate", "decision", "decided_on")
    choices: ClassVar[Mapping[str, Mapping[str, str]]] = {"regime": classes.REGIMES}
    number = forms.IntegerField(label=say_later(N_("Numéro")), min_value=1)
    starts_on = day(N_("Premier jour"))
    ends_on = day(N_("Dernier jour"))
    regime = forms.ChoiceField(label=say_later(N_("Régime")))
    subsidy_rate = forms.DecimalField(
        label=say_later(N_("Taux de subvention, s’il diffère de celui de la loi (0,8 pour 80 %)")),
        required=False,
        min_value=0,
        max_value=1,
    )
    decision = words(N_("Décision"), 300)
    decided_on = day(N_("Jour de la décision"), required=False)
    reason = words(N_("Motif de la correction"), 500, required=True)

    def act(self) -> Model:
        if self.thing is None:
            return record_recognition(cluster=self.desk.cluster, by=self.by, on=self.today, **self.told())
        return correct_recognition(
            self.thing,
            reason=self.cleaned_data["reason"],
            by=self.by,
            on=self.today,
            started_from=self.begun,
            **self.told(),
        )


class CodedForm(ThingForm):
    """A form about a thing that its code names for good, in dossiers and figures."""

    of: ClassVar[str]
    code = words(N_("Code"), 100, required=True)

    def __init__(self, desk: Desk, thing: Any, data: Any = None, files: Any = None) -> None:
        super().__init__(desk, thing, data, files)
        self.fields["code"].disabled = thing is not None

    def refuse_taken_code(self) -> None:
        """Refuse the code of another thing, which would be written over. Asked once the form was taken."""
        code = self.cleaned_data["code"]
        if self.thing is None and getattr(self.desk.cluster, self.of).filter(code=code).exists():
            raise at_field("code", N_("Le code « {code} » est déjà pris. Choisissez-en un autre."), code=code)


class AxisForm(CodedForm):
    heading, heading_new = N_("Modifier un axe"), N_("Ajouter un axe")
    shown = ("code", "label", "since")
    of = "axes"
    label = words(N_("Intitulé"), 500, required=True)
    since = day(N_("Depuis le"), required=False)

    def act(self) -> Model:
        self.refuse_taken_code()
        return set_axis(
            cluster=self.desk.cluster, by=self.by, on=self.today, started_from=self.begun, **self.told()
        )


class ObjectiveForm(CodedForm):
    heading, heading_new = N_("Modifier un objectif"), N_("Ajouter un objectif")
    shown = ("code", "text", "source", "since")
    of = "objectives"
    text = words(N_("Objectif"), 5_000, required=True, tall=True)
    source = forms.ChoiceField(label=say_later(N_("Où il est écrit")), required=False)
    since = day(N_("Depuis le"), required=False)
    choices: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "source": {"": N_("Non précisé"), **classes.OBJECTIVE_SOURCES}
    }

    def __init__(self, desk: Desk, thing: Any, data: Any = None, files: Any = None) -> None:
        super().__init__(desk, thing, data, files)
        held = {to.regime: to.code for to in thing.missions.all()} if thing is not None else {}
        for regime, name in classes.REGIMES.items():
            none = say(N_("Aucun"), desk.language)
            self.fields[f"to_{regime}"] = forms.ChoiceField(
                label=say(name, desk.language),
                required=False,
                choices=[("", none), *((one.code, one.label) for one in missions_of(regime))],
                initial=held.get(regime, ""),
            )

    def act(self) -> Model:
        self.refuse_taken_code()
        told = self.told()
        made: Objective = set_objective(
            cluster=self.desk.cluster,
            priority=self.thing.priority if self.thing is not None else "",
            by=self.by,
            on=self.today,
            started_from=self.begun,
            **told,
        )
        for regime in classes.REGIMES:
            code = self.cleaned_data[f"to_{regime}"] or None
            map_objective(objective=made, regime=regime, code=code, by=self.by, on=self.today)
        return made


class DocumentForm(ThingForm):
    heading, heading_new = N_("Modifier un document"), N_("Ajouter un document")
    shown = ("code", "title", "kind", "dated_on", "file", "confidential")
    code = words(N_("Code"), 100, required=True)
    title = words(N_("Titre"), 500)
    kind = forms.ChoiceField(label=say_later(N_("Nature")), required=False)
    dated_on = day(N_("Date du document"), required=False)
    file = Paper(label=say_later(N_("Fichier")), required=False)
    confidential = forms.BooleanField(
        label=say_later(N_("Confidentiel : un évaluateur voit qu’il existe et ne l’ouvre pas")),
        required=False,
    )
    choices: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "kind": {"": N_("Non précisé"), **classes.DOCUMENT_KIND}
    }

    def act(self) -> Model:
        if self.thing is None:
            return file_document(cluster=self.desk.cluster, by=self.by, on=self.today, **self.told())
        return correct_document(self.thing, by=self.by, on=self.today, started_from=self.begun, **self.told())
