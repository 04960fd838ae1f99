"""A form that was sent: its act is done, once, or what is wrong with it is told at its fields."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from grappe.analysis.language.catalogues import N_, say
from grappe.apps.edits.changes import ChangedMeanwhile
from grappe.apps.edits.once import first_time, new_token
from grappe.apps.members.acts.membership import IsAnother, OutOfTheBook, refuse_who_is_out
from grappe.apps.members.acts.parts import remove_part
from grappe.apps.members.models import Contact, Organisation, Site
from grappe.apps.members.rules.refusals import RegisterRefusal
from grappe.pages.members.act_form import ActForm
from grappe.pages.members.author import Author
from grappe.pages.members.meanwhile import Meanwhile, reconciled


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What became of a form."""

    done: bool
    """Whether its act stands: done now, or by the same form before."""
    about: Organisation | None = None
    """Whom it was about; None for a new one whose form came before."""
    meanwhile: tuple[Meanwhile, ...] = ()
    """What another changed while it was filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """All that the form of an act shows (`members/form.html`)."""

    title: str
    lead: str
    button: str
    about: str
    form: ActForm
    token: str
    back: str
    meanwhile: tuple[Meanwhile, ...]
    told: tuple[str, ...]
    """Of an act that is corrected: what it says now."""
    fillable: bool
    """Whether a registry of companies may fill it in."""
    filled: str
    """What is told once it has."""
    split: bool
    """Whether its form tells apart who sees what."""
    open: bool
    remove: str
    """The address by which the thing is taken away, where it may be."""


def carried_out(request: HttpRequest, form: ActForm) -> Sent:
    """Do the act of a form that is bound, and say that it is done; or add to the form what is wrong."""
    if not form.is_bound or not form.is_valid():
        return Sent(done=False)
    try:
        return _done(request, form)
    except (IsAnother, OutOfTheBook) as refusal:  # of no field
        form.add_error(None, refusal.sentences(form.author.language))
    except RegisterRefusal as refusal:
        form.add_error(
            form.blamed if form.blamed in form.fields else None, refusal.sentences(form.author.language)
        )
    except ValidationError as refused:
        _tell(form, refused)
    except ChangedMeanwhile as changed:
        meanwhile = reconciled(form, changed)
        if not meanwhile:  # what another changed is in no field of the form
            form.add_error(None, changed.sentences(form.author.language)[0])
        return Sent(done=False, meanwhile=meanwhile)
    return Sent(done=False)


def act_page(
    request: HttpRequest,
    form: ActForm,
    sent: Sent,
    *,
    back: str,
    remove: str = "",
    told: tuple[str, ...] = (),
    fillable: bool = False,
    filled: str = "",
) -> ActPage:
    """Return what the form of an act shows. back: where one goes who gives it up."""
    language, one = form.author.language, form.organisation
    return ActPage(
        title=say(form.title, language),
        lead=say(form.lead, language) if form.lead else "",
        button=say(form.button, language),
        about=getattr(form, "about", "") or (one.name if one else ""),
        form=form,
        token=request.POST.get("token") or new_token(),
        back=back,
        meanwhile=sent.meanwhile,
        told=told,
        fillable=fillable,
        filled=filled,
        split=hasattr(form, "seen"),
        open=any(name.startswith("seen_") for name in form.errors) if form.is_bound else False,
        remove=remove,
    )


def taken_away(request: HttpRequest, part: Site | Contact | None, author: Author) -> None:
    """Take a site or a contact away, and say so; of a double click, the second finds it gone, as it asked."""
    if part is not None:
        remove_part(part=part, by=author.person.named, on=timezone.localdate())
        messages.success(request, say(N_("C’est retiré. Le journal en garde la trace."), author.language))


def _done(request: HttpRequest, form: ActForm) -> Sent:
    about = form.organisation
    with transaction.atomic():
        first = first_time(request.POST.get("token", ""))
        if first:
            if about is not None and form.in_book:
                refuse_who_is_out(about)
            about = form.carry_out()
    wrong = form.afterwards() if first else ""
    if wrong:
        messages.error(request, wrong)
    elif first:
        messages.success(request, say(form.done, form.author.language))
    return Sent(done=True, about=about)


def _tell(form: ActForm, refused: ValidationError) -> None:
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, faults in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, faults)
