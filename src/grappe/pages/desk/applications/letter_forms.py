"""The letters to an applicant as forms: a draft that may be changed, what goes with it, its act."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django import forms
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.applications.acts.deciding import tell_refusal, welcome
from grappe.apps.applications.acts.links import renew_link
from grappe.apps.applications.models import Application
from grappe.apps.applications.rules.refusals import AlreadyOver
from grappe.apps.language.spoken import say_later, speaking
from grappe.apps.members.granting import representative
from grappe.apps.members.models import RepresentationAct, RepresentationSpan
from grappe.apps.people.grants import grant_of
from grappe.pages.account.invitations import invite_by_mail
from grappe.pages.desk.applications import drafts
from grappe.pages.desk.applications.act_forms import ApplicationForm
from grappe.pages.desk.entrance import Desk
from grappe.pages.desk.members.inviting import take_back
from grappe.pages.mail.letters import Letter, from_text, written
from grappe.pages.members.fields import text

Part = RepresentationAct.Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A letter as it will look: its button leads nowhere yet."""

    subject: str
    before: tuple[str, ...]
    button: str
    after: tuple[str, ...]


class LetterForm(ApplicationForm):
    """A letter, read over before it leaves."""

    subject = text(N_("Objet de la lettre"), required=True)
    text = forms.CharField(
        label=say_later(N_("Lettre")),
        help_text=say_later(N_("Une ligne vide sépare deux paragraphes.")),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16}),
    )

    def __init__(self, desk: Desk, application: Application, *args: Any, **kwargs: Any) -> None:
        super().__init__(desk, application, *args, **kwargs)
        self.language = drafts.language_of(application)
        self.draft = self.drafted()
        self.fields["subject"].initial, self.fields["text"].initial = self.draft.subject, self.draft.text
        for name in ("subject", "text"):
            self.fields[name].widget.attrs["lang"] = self.language

    @property
    def to(self) -> str:
        """The address that it goes to; empty where there is nobody to write to."""
        return self.application.contact.email if self.application.contact else ""

    @property
    @abstractmethod
    def wanted(self) -> bool:
        """Whether the application is where this letter belongs."""

    @abstractmethod
    def drafted(self) -> drafts.Draft:
        """Return what is proposed."""

    def surroundings(self) -> tuple[str, tuple[str, ...]]:
        """Return the words of the button, and what is said after it; without a button, neither."""
        return "", ()

    def seen(self) -> Seen:
        """Return the letter as it would leave now."""
        letter = from_text(self._typed("subject"), self._typed("text"))
        button, after = self.surroundings()
        return Seen(subject=letter.subject, before=letter.before, button=button, after=after)

    def mark(self) -> str:
        """Return the fingerprint of what is shown: it is sent only by who has seen it as it is."""
        return hashlib.sha256(repr(self.seen()).encode()).hexdigest()

    def letter(self, link: str = "", after: tuple[str, ...] = ()) -> Letter:
        """Return the letter itself."""
        button, _ = self.surroundings()
        made = from_text(self._typed("subject"), self._typed("text"))
        return replace(made, button=(button, link), after=after) if link else made

    def mail(self, letter: Letter) -> EmailMessage:
        """Return it as an e-mail; its answer goes to whoever sends it."""
        message = written(letter, self.to, self.language)
        message.reply_to = [self.desk.person.email]
        return message

    @property
    def again(self) -> bool:
        """Whether its act is done: the letter alone leaves, once more."""
        return False

    @abstractmethod
    def carry_out_with(self, request: HttpRequest) -> EmailMessage:
        """Do the act, and return the letter, which leaves once that is kept."""

    def _typed(self, name: str) -> str:
        return str(self[name].value() or "")


class SpareLetter(LetterForm):
    """A letter whose act may be done without it. unsent, done_unsent: French, to be said of that."""

    unsent: ClassVar[str]
    done_unsent: ClassVar[str]

    @abstractmethod
    def note(self) -> None:
        """Do the act without a letter."""


class Asking(LetterForm):
    title = N_("Écrire au contact de la candidature")
    lead = N_("Le lien de la lettre est neuf : ceux des lettres d’avant ne mènent plus nulle part.")
    done = N_("La lettre est partie.")

    @property
    def wanted(self) -> bool:
        return self.application.is_open

    def drafted(self) -> drafts.Draft:
        return drafts.asking(self.application, by=self.desk.person)

    def surroundings(self) -> tuple[str, tuple[str, ...]]:
        button = say(N_("Suivre ou compléter ma candidature"), self.language)
        yours = N_("Ce lien est le vôtre : qui l’a peut voir la candidature et y ajouter un document.")
        new = N_("Il remplace ceux que vous aviez reçus.")
        return button, (say(yours, self.language), say(new, self.language))

    def carry_out_with(self, request: HttpRequest) -> EmailMessage:
        if not self.wanted:
            raise AlreadyOver(name=self.application.organisation.name)
        secret = renew_link(application=self.application, by=self.by, on=self.today)
        where = reverse("follow_application", kwargs={"cluster": self.desk.cluster.slug})
        _, after = self.surroundings()
        return self.mail(self.letter(f"{request.build_absolute_uri(where)}?cle={secret}", after))


INVITES: Mapping[str, str] = {
    Part.VOTER.value: N_("oui, pour modifier la fiche et voter"),
    Part.EDITOR.value: N_("oui, pour modifier la fiche"),
    Part.READER.value: N_("oui, pour lire la fiche"),
    "": N_("non, la lettre seule"),
}


class Welcoming(SpareLetter):
    title = N_("Accueillir le nouveau membre")
    lead = N_("Avec l’invitation, son contact entre avec son propre compte et agit au nom du membre.")
    done = N_("La lettre est partie, et l’accueil est noté.")
    unsent = N_("Noter l’accueil sans lettre")
    done_unsent = N_("L’accueil est noté, sans lettre.")

    part = forms.ChoiceField(label=say_later(N_("Inviter son contact à le représenter")), required=False)
    field_order = ("part", "subject", "text")

    def __init__(self, desk: Desk, application: Application, *args: Any, **kwargs: Any) -> None:
        super().__init__(desk, application, *args, **kwargs)
        said = [(part, say(word, desk.language)) for part, word in INVITES.items()]
        self.fields["part"].choices = said  # type: ignore[attr-defined]  # a choice's
        speak = RepresentationSpan.objects.filter(
            organisation=application.organisation, known_until=None, until=None
        )
        votes = application.category.votes and not speak.filter(part=Part.VOTER).exists()
        asked = "" if speak.filter(person__email=self.to).exists() else Part.EDITOR
        self.fields["part"].initial = Part.VOTER if votes else asked

    @property
    def wanted(self) -> bool:
        return self.application.state == "admitted"

    @property
    def again(self) -> bool:
        return self.application.welcomed_on is not None

    @property
    def promised(self) -> str:
        """What the invitation gives; nothing without one."""
        part = self._typed("part")
        if part not in list(Part):
            return ""
        given = representative(self.application.organisation, part)
        return grant_of(given).words(given, self.language)

    def drafted(self) -> drafts.Draft:
        return drafts.welcoming(self.application, by=self.desk.person)

    def surroundings(self) -> tuple[str, tuple[str, ...]]:
        if not self.promised:
            return "", ()
        return say(N_("Accepter l’invitation"), self.language), self._after(say(GOOD_FOR, self.language))

    def _after(self, until: str) -> tuple[str, ...]:
        return (say(N_("Vous serez {role}."), self.language, role=self.promised), until)

    def carry_out_with(self, request: HttpRequest) -> EmailMessage:
        if not self.again:
            welcome(application=self.application, by=self.by, on=self.today)
        part, member = self._typed("part"), self.application.organisation
        if not part:
            return self.mail(self.letter())
        take_back(member, self.to, by=self.by, on=self.today)

        def wording(promised: list[str], link: str, until: str) -> Letter:  # noqa: ARG001 - `promised` knows it
            last = N_("Le lien sert une fois, jusqu’au {day}. Il est pour vous : ne le transmettez pas.")
            return self.letter(link, self._after(say(last, self.language, day=until)))

        with speaking(self.language):
            return invite_by_mail(
                request,
                email=self.to,
                language=self.language,
                grants=[representative(member, part)],
                by=self.desk.person,
                wording=wording,
            )

    def note(self) -> None:
        welcome(application=self.application, by=self.by, on=self.today)


GOOD_FOR = N_("Le lien sert une fois, pendant quatorze jours. Il est pour vous : ne le transmettez pas.")


class Refusing(SpareLetter):
    title = N_("Annoncer le refus")
    done = N_("La lettre est partie, et le refus est noté comme annoncé.")
    unsent = N_("Noter le refus comme annoncé, sans lettre")
    done_unsent = N_("Le refus est noté comme annoncé.")

    @property
    def wanted(self) -> bool:
        return self.application.state == "refused"

    @property
    def again(self) -> bool:
        return self.application.told_on is not None

    def drafted(self) -> drafts.Draft:
        return drafts.refusing(self.application, by=self.desk.person)

    def carry_out_with(self, request: HttpRequest) -> EmailMessage:  # noqa: ARG002 - no link goes with it
        if not self.again:
            tell_refusal(application=self.application, by=self.by, on=self.today)
        return self.mail(self.letter())

    def note(self) -> None:
        tell_refusal(application=self.application, by=self.by, on=self.today)
