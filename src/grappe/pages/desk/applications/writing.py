"""The page of a letter: it is read over as it will look, changed, read over again, and sent once."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.edits.once import first_time, new_token
from grappe.apps.journal.reading import read_lines
from grappe.apps.language.called import CALLED
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.pages.desk.applications.acting import Meanwhile, last_line, refuse_if_unseen
from grappe.pages.desk.applications.application import application_of
from grappe.pages.desk.applications.letter_forms import LetterForm, Seen, SpareLetter
from grappe.pages.desk.entrance import Desk, View
from grappe.pages.desk.showing import Step, shown
from grappe.pages.mail.letters import leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """All that the page shows."""

    title: str
    about: str
    lead: str
    form: LetterForm
    letter: Seen
    language: str
    speaks: str
    to: str
    mark: str
    token: str
    seen: int
    back: str
    contacts: str
    """Where somebody to write to is given, where there is nobody."""
    unsent: str
    changed: bool
    """Whether the letter was changed since it was shown: it is shown again before it leaves."""
    meanwhile: tuple[str, ...]


def writing(kind: type[LetterForm]) -> View:
    """Return the view of one kind of letter."""

    def view(request: HttpRequest, desk: Desk, application: int) -> HttpResponse:
        one = application_of(desk, application)
        form = kind(desk, one, request.POST if request.method == "POST" else None)
        if not form.wanted and not (form.is_bound and "preview" not in request.POST):
            return HttpResponseRedirect(form.goes_to)
        return _answer(request, desk, form)

    return view


def _answer(request: HttpRequest, desk: Desk, form: LetterForm) -> HttpResponse:
    seen = request.POST.get("seen", "")
    last = int(seen) if seen.isdecimal() else last_line(form.application)
    meanwhile: tuple[str, ...] = ()
    changed, token, status = False, request.POST.get("token") or new_token(), 200
    if form.is_bound and "preview" not in request.POST:
        spared = form if "unsent" in request.POST and isinstance(form, SpareLetter) else None
        if spared or (form.is_valid() and form.to):
            changed = not spared and request.POST.get("mark", "") != form.mark()
            if not changed:
                try:
                    if _done(request, desk, form, last, spared):
                        return HttpResponseRedirect(form.goes_to)
                    form.add_error(None, say(NOT_SENT, desk.language))
                    # What was done is kept: the letter alone is sent again, from what was typed.
                    form.application.refresh_from_db()
                    last, token, status = last_line(form.application), new_token(), 502
                except Meanwhile as new:
                    meanwhile = tuple(line.sentence for line in read_lines(new.lines, desk.language))
                    last = new.lines[-1].number
                except RegisterRefusal as refusal:
                    form.add_error(None, refusal.sentences(desk.language))
    language, one = desk.language, form.application
    page = LetterPage(
        title=say(form.title, language),
        about=one.organisation.name,
        lead=say(AGAIN if form.again else form.lead, language) if form.again or form.lead else "",
        form=form,
        letter=form.seen(),
        language=form.language,
        speaks=say(CALLED[form.language], language),
        to=form.to,
        mark=form.mark(),
        token=token,
        seen=last,
        back=form.goes_to,
        contacts=desk.address("member", code=one.organisation.code),
        unsent=say(form.unsent, language) if isinstance(form, SpareLetter) and not form.again else "",
        changed=changed,
        meanwhile=meanwhile,
    )
    way = (
        Step(say(N_("Candidatures"), language), desk.address("applications")),
        Step(one.organisation.name, page.back),
    )
    return shown(request, desk, "desk/applications/letter.html", page, way=way, status=status)


NOT_SENT = N_(
    "La lettre n’est pas partie : le serveur d’e-mails n’a pas répondu. Ce qu’elle annonce est enregistré. Envoyez-la de nouveau dans un moment, d’ici ou de la page de la candidature."
)
AGAIN = N_("C’est déjà noté : seule la lettre repart.")


def _done(request: HttpRequest, desk: Desk, form: LetterForm, last: int, spared: SpareLetter | None) -> bool:
    """Do the act, then send the letter; return False where the act is kept and the letter did not leave.

    spared: the same form where no letter is to leave.
    """
    letter = None
    with transaction.atomic():
        first = first_time(request.POST.get("token", ""))
        if first:
            refuse_if_unseen(form.application, last)
            if spared:
                spared.note()
            else:
                letter = form.carry_out_with(request)
    if letter is not None and not leaves(letter):
        return False
    if first:
        messages.success(request, say(spared.done_unsent if spared else form.done, desk.language))
    return True
