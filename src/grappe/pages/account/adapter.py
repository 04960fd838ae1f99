"""How allauth behaves here: nobody opens an account alone, and e-mails are letters of ours."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context as allauth_context
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from grappe.analysis.language.catalogues import Language
from grappe.apps.language.spoken import ours, say_later, speaking, spoken
from grappe.apps.people.models import Person
from grappe.pages.account.letters import login_code, unknown_account
from grappe.pages.mail.letters import Letter, from_text, written


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Sign-up is closed; what goes wrong is told as the house tells it."""

    error_messages = {  # noqa: RUF012 - as allauth has it
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": say_later(
            "Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les, ou demandez un code par e-mail."
        ),
        "incorrect_code": say_later("Ce code n’est pas le bon. Recopiez celui du dernier e-mail reçu."),
        "incorrect_password": say_later("Ce mot de passe n’est pas le bon."),
        "too_many_login_attempts": say_later(
            "Trop d’essais à la suite. Attendez quelques minutes, puis demandez un nouveau code."
        ),
        "rate_limited": say_later("Trop de demandes à la suite. Attendez quelques minutes, puis réessayez."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - as allauth asks
        """Return False: an account is made by who accepts an invitation."""
        return False

    def pre_login(self, request: HttpRequest, user: Person, **known: Any) -> HttpResponse | None:
        """Take the address of a new account as confirmed: whoever made it knew whose it is."""
        if not EmailAddress.objects.filter(user=user).exists():
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        refused: HttpResponse | None = super().pre_login(request, user, **known)
        return refused

    def is_reauthentication_required(self, *, app: str, **known: Any) -> bool:
        """Whether a person must prove again who they are: not within minutes of having come in."""
        request = allauth_context.request
        proofs = get_authentication_records(request, request.user)
        if proofs and time.time() - proofs[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **known))

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - as allauth asks
        """Return where a person who came in lands, unless they asked for a page."""
        return reverse("my_places")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - as allauth asks
        """Return where a person lands who changed their password."""
        return reverse("mfa_index")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send in the language of who receives it, if they are known here."""
        language = _language_of(email)
        with speaking(language):
            super().send_mail(template_prefix, email, context)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,  # noqa: ARG002 - as allauth asks
    ) -> EmailMessage:
        """Return the letter, as a text and as a page."""
        to = email if isinstance(email, str) else email[0]
        return written(self._letter(template_prefix, to, context), to, spoken())

    def _letter(self, template_prefix: str, email: str, context: dict[str, Any]) -> Letter:
        request = allauth_context.request
        if template_prefix == "account/email/login_code":
            link = request.build_absolute_uri(reverse("account_confirm_login_code"))
            return login_code(context["code"], f"{link}?code={context['code']}")
        if template_prefix == "account/email/unknown_account":
            return unknown_account(email, request.build_absolute_uri(reverse("account_login")))
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        return from_text(subject, render_to_string(f"{template_prefix}_message.txt", context, request))


class OutsideAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Who comes by another service has an account here already."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002
        """Return False: an account is made by who accepts an invitation."""
        return False


def _language_of(email: str) -> Language:
    """Return the language of who has an address, confirmed or not, else that of the page."""
    person = (
        Person.objects.filter(email=email.lower()).first()
        or Person.objects.filter(
            pk__in=EmailAddress.objects.filter(email__iexact=email).values("user_id")
        ).first()
    )
    return (ours(person.language) if person else None) or spoken()
