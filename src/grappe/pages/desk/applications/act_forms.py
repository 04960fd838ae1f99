"""The acts on an application as forms: each knows what it asks, and which act it does."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.text import slugify

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.applications.acts import documents
from grappe.apps.applications.acts.deciding import decide_to_admit, decide_to_refuse, withdraw
from grappe.apps.applications.acts.judging import judge
from grappe.apps.applications.acts.links import revoke_link
from grappe.apps.applications.acts.reopening import reopen
from grappe.apps.applications.models import Application
from grappe.apps.applications.queries.asked import asked_of
from grappe.apps.applications.queries.eligibility import eligibility
from grappe.apps.applications.rules import refusals
from grappe.apps.applications.rules.eligibility import CRITERIA, criteria_of
from grappe.apps.language.spoken import ours, say_later
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.pages.desk.applications import words
from grappe.pages.desk.applications.application import paper_of
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.fields import DeskForm
from grappe.pages.look.paper import Paper
from grappe.pages.members.fields import choice, day, lines, past, text

CHOOSE = N_("Choisissez")
OTHER = ""
"""Of the documents that may be asked for: one that no list names."""


class ApplicationForm(DeskForm):
    """A form about one application. title: French, to be said; lead: what it does, likewise."""

    title: ClassVar[str]
    lead: ClassVar[str] = ""
    done: ClassVar[str] = N_("C’est enregistré.")
    then: ClassVar[str] = "application"
    """The page to which it leads once it is done."""

    def __init__(self, desk: Desk, application: Application, *args: Any, **kwargs: Any) -> None:
        self.application = application
        super().__init__(desk, *args, **kwargs)

    @property
    def about(self) -> str:
        """What it is about, below its title."""
        return self.application.organisation.name

    @property
    def goes_to(self) -> str:
        """Where one is led once it is done."""
        return self.desk.address(self.then, application=self.application.pk)


class ActForm(ApplicationForm):
    """One act on one application. button: French, to be said."""

    button: ClassVar[str]
    blames: ClassVar[Mapping[type[RegisterRefusal], str]] = {}
    """At which field a refusal is told; above the form where none is named."""
    open_alone: ClassVar[bool] = True
    """Whether it is offered of an open application alone."""

    @property
    def known(self) -> str:
        """What is known before the act, where that helps to do it."""
        return ""

    @abstractmethod
    def carry_out(self) -> None:
        """Do the act."""


class AskDocument(ActForm):
    title = N_("Demander un document")
    button = N_("Demander ce document")
    lead = N_("La candidature redevient incomplète jusqu’à ce qu’il arrive.")
    done = N_("Le document est demandé. Voici la lettre qui le dit : relisez-la, puis envoyez-la.")
    then = "write_applicant"
    blames: ClassVar[Mapping[type[RegisterRefusal], str]] = {refusals.AskedAlready: "code"}

    code = forms.ChoiceField(label=say_later(N_("Quel document")), required=False)
    label = text(
        N_("Un autre document"),
        help_text=N_("Tel que le lira qui a posé la candidature, dans sa langue."),
        length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = {
            code
            for code, state in self.application.documents.values_list("code", "state")
            if state != "refused"
        }
        wanted = {
            one.code: one.label
            for category in self.desk.cluster.categories.prefetch_related("asked_documents")
            for one in asked_of(category)
            if one.code not in there
        }
        theirs = ours(self.application.language) or "fr"
        self.offered = {code: say(label, theirs) for code, label in wanted.items()}
        told = [(code, say(label, self.desk.language)) for code, label in wanted.items()]
        another = (OTHER, say(N_("Un autre, que je nomme"), self.desk.language))
        self.fields["code"].choices = [*told, another]  # type: ignore[attr-defined]  # a choice's
        if not self.offered:
            del self.fields["code"]
            self.fields["label"].label = say(N_("Quel document"), self.desk.language)

    def clean(self) -> dict[str, Any]:
        """Ask for the name of a document that no list names."""
        told = super().clean() or self.cleaned_data
        if not told.get("code") and not (told.get("label") or "").strip():
            self.add_error("label", say(N_("Nommez le document que vous demandez."), self.desk.language))
        return told

    def carry_out(self) -> None:
        code = self.cleaned_data.get("code") or ""
        label = self.offered[code] if code else self.cleaned_data["label"].strip()
        documents.ask_for_document(
            application=self.application,
            code=code or slugify(label)[:40].strip("-") or "document",
            label=label,
            by=self.by,
            on=self.today,
        )


class PaperForm(ActForm):
    """An act on one document."""

    def __init__(self, *args: Any, paper: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper = paper_of(self.application, paper)

    @property
    def about(self) -> str:
        label = words.label_of(self.paper, self.application, self.desk.language)
        return f"{self.application.organisation.name} · {label}"


class AcceptDocument(PaperForm):
    title = N_("Accepter un document")
    button = N_("Accepter ce document")
    done = N_("Le document est accepté.")

    def carry_out(self) -> None:
        documents.accept_document(document=self.paper, by=self.by, on=self.today)


class ReopenDocument(PaperForm):
    title = N_("Revenir sur l’acceptation")
    button = N_("Le vérifier de nouveau")
    lead = N_("Pour un document accepté par erreur : il attend de nouveau d’être vérifié.")
    done = N_("Le document est à vérifier de nouveau.")

    def carry_out(self) -> None:
        documents.reopen_document(document=self.paper, by=self.by, on=self.today)


class RefuseDocument(PaperForm):
    title = N_("Refuser un document")
    button = N_("Refuser, et le demander de nouveau")
    lead = N_("Le fichier refusé est gardé, et le même document est demandé de nouveau.")
    done = N_("Le document est refusé. Voici la lettre qui le dit : relisez-la, puis envoyez-la.")
    then = "write_applicant"
    blames: ClassVar[Mapping[type[RegisterRefusal], str]] = {refusals.NoReason: "reason"}

    reason = lines(
        N_("Pourquoi"),
        help_text=N_("Lu par qui a posé la candidature : écrivez dans sa langue."),
        required=True,
    )

    def carry_out(self) -> None:
        documents.refuse_document(
            document=self.paper, reason=self.cleaned_data["reason"], by=self.by, on=self.today
        )


class BringDocument(PaperForm):
    title = N_("Déposer un document reçu autrement")
    button = N_("Déposer ce fichier")
    lead = N_("Pour un document arrivé par la poste, par e-mail ou de la main à la main.")
    done = N_("Le document est déposé.")
    blames: ClassVar[Mapping[type[RegisterRefusal], str]] = {refusals.BeforeItWasAsked: "received_on"}

    file = Paper(label=say_later(N_("Fichier")))
    received_on = day(N_("Reçu le"), help_text=N_("Le jour où il est arrivé chez vous."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = self.today

    def clean_received_on(self) -> dt.date:
        """Refuse a day to come."""
        return past(self.cleaned_data["received_on"])

    def carry_out(self) -> None:
        told = self.cleaned_data
        documents.file_document(document=self.paper, file=told["file"], by=self.by, on=told["received_on"])


class DropDocument(PaperForm):
    title = N_("Ne plus demander un document")
    button = N_("Ne plus le demander")
    lead = N_("La candidature peut alors être décidée sans lui.")

    def carry_out(self) -> None:
        documents.drop_demand(document=self.paper, by=self.by, on=self.today)


class JudgeCondition(ActForm):
    title = N_("Juger une condition des statuts")
    button = N_("Enregistrer ce qui a été trouvé")
    lead = N_(
        "Ce que vous trouvez compte avant ce que l’organisation déclare. Ce qui a été jugé avant reste lisible."
    )
    blames: ClassVar[Mapping[type[RegisterRefusal], str]] = {refusals.DayToCome: "as_of"}

    answer = choice(
        N_("Cette condition est"), {"": CHOOSE, **{code: told for code, (told, _) in words.ANSWERS.items()}}
    )
    source = choice(N_("D’après"), words.SOURCES)
    document = forms.ChoiceField(label=say_later(N_("Quel document de la candidature")), required=False)
    as_of = day(N_("De quel jour parle cette source"))
    words = lines(
        N_("Ce qui le montre"),
        help_text=N_("De quoi le retrouver : « bilan social 2025, rubrique 1003 : 3,2 ETP »."),
        required=True,
    )

    def __init__(self, *args: Any, criterion: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if criterion not in criteria_of(in_region=self.application.category.in_region):
            raise LookupError(criterion)
        self.criterion = criterion
        self.papers = {str(one.pk): one for one in self.application.documents.exclude(file="")}
        none = ("", say(N_("Aucun"), self.desk.language))
        papers = [
            (number, f"{words.label_of(one, self.application, self.desk.language)} ({one.named})")
            for number, one in self.papers.items()
        ]
        self.fields["document"].choices = [none, *papers]  # type: ignore[attr-defined]  # a choice's

    @property
    def known(self) -> str:
        """How the condition stands before it is judged."""
        verdicts = eligibility(self.application, day=self.today)
        verdict = next(one for one in verdicts if one.criterion == self.criterion)
        told = say(words.ANSWERS[verdict.answer][0], self.desk.language)
        why = say(verdict.why, self.desk.language, place=verdict.place) if verdict.place else verdict.why
        return say(N_("Aujourd’hui : {answer}. {why}"), self.desk.language, answer=told, why=why)

    @property
    def about(self) -> str:
        return f"{self.application.organisation.name} · {say(CRITERIA[self.criterion], self.desk.language)}"

    def clean(self) -> dict[str, Any]:
        """Hold the document and the source to each other."""
        told = super().clean() or self.cleaned_data
        if told.get("source") == "document" and not told.get("document"):
            self.add_error("document", say(N_("Choisissez le document qui le montre."), self.desk.language))
        return told

    def carry_out(self) -> None:
        told = self.cleaned_data
        of_document = told["source"] == "document"
        judge(
            application=self.application,
            criterion=self.criterion,
            answer=told["answer"],
            source=told["source"],
            document=self.papers[told["document"]] if of_document else None,
            words=told["words"],
            as_of=told["as_of"],
            by=self.by,
            on=self.today,
        )


class Decide(ActForm):
    title = N_("Enregistrer la décision")
    button = N_("Enregistrer la décision")
    lead = N_(
        "Le jour de la décision est le premier jour de l’adhésion. La lettre vient ensuite : vous la relirez."
    )
    done = N_("La décision est enregistrée. Voici la lettre qui l’annonce : relisez-la, puis envoyez-la.")
    blames: ClassVar[Mapping[type[RegisterRefusal], str]] = {
        refusals.DayToCome: "decided_on",
        refusals.BeforeItCame: "decided_on",
        refusals.NoReason: "reason",
        refusals.NotEligible: "category",
        refusals.DocumentsLack: "outcome",
    }
    OUTCOMES: ClassVar[Mapping[str, str]] = {"": CHOOSE, "admit": N_("Admise"), "refuse": N_("Refusée")}
    DECIDERS: ClassVar[Mapping[str, str]] = {
        "board": N_("Conseil d’administration"),
        "general_assembly": N_("Assemblée générale"),
    }

    outcome = choice(N_("La candidature est"), OUTCOMES)
    category = forms.ChoiceField(
        label=say_later(N_("Dans quelle catégorie")), help_text=say_later(N_("D’une candidature admise."))
    )
    decided_by = choice(N_("Décidé par"), DECIDERS)
    decided_on = day(N_("Jour de la décision"))
    reason = lines(
        N_("Motif"),
        help_text=N_(
            "D’un refus, il est demandé, et lu par qui a posé la candidature : écrivez dans sa langue."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = {one.code: one for one in self.desk.cluster.categories.all()}
        self.fields["category"].choices = [(one.code, one.name) for one in self.categories.values()]  # type: ignore[attr-defined]
        self.fields["category"].initial = self.application.category.code
        self.fields["decided_on"].initial = timezone.localdate()

    @property
    def goes_to(self) -> str:
        """The letter that tells it."""
        admitted = self.cleaned_data["outcome"] == "admit" if self.is_bound else True
        return self.desk.address("welcome" if admitted else "tell_refusal", application=self.application.pk)

    def carry_out(self) -> None:
        told = self.cleaned_data
        decided = {
            "application": self.application,
            "decided_on": told["decided_on"],
            "decided_by": told["decided_by"],
            "reason": told["reason"],
            "by": self.by,
            "on": self.today,
        }
        if told["outcome"] == "admit":
            decide_to_admit(**decided, category=self.categories[told["category"]])
        else:
            decide_to_refuse(**decided)


class Withdraw(ActForm):
    title = N_("Enregistrer un retrait")
    button = N_("Enregistrer le retrait")
    lead = N_("Quand l’organisation renonce elle-même à devenir membre.")

    reason = lines(N_("Motif"), help_text=N_("Lu par qui a posé la candidature."))

    def carry_out(self) -> None:
        withdraw(application=self.application, reason=self.cleaned_data["reason"], by=self.by, on=self.today)


class Reopen(ActForm):
    title = N_("Rouvrir la candidature")
    button = N_("Rouvrir la candidature")
    lead = N_(
        "Pour un refus ou un retrait enregistré par erreur, ou trop tôt. Elle attend de nouveau une décision ; le journal garde ce qui avait été enregistré."
    )
    done = N_("La candidature est rouverte.")
    open_alone = False
    blames: ClassVar[Mapping[type[RegisterRefusal], str]] = {refusals.NoReasonToReopen: "reason"}

    reason = lines(N_("Pourquoi"), help_text=N_("Gardé au journal, lu par l’équipe."), required=True)

    def carry_out(self) -> None:
        reopen(application=self.application, reason=self.cleaned_data["reason"], by=self.by, on=self.today)


class RevokeLink(ActForm):
    title = N_("Reprendre le lien de suivi")
    button = N_("Reprendre le lien")
    lead = N_("Le lien déjà envoyé ne mène plus nulle part. La prochaine lettre en portera un autre.")
    open_alone = False

    def carry_out(self) -> None:
        revoke_link(application=self.application, by=self.by, on=self.today)
