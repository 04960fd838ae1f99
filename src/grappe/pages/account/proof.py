"""The proof that a person is there: by what they come in with, or by a code sent to their address."""

from __future__ import annotations

import hashlib
import secrets
import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.http import HttpRequest

from grappe.apps.language.spoken import ours, speaking
from grappe.apps.people.models import Person
from grappe.pages.account.letters import confirm_erasure
from grappe.pages.framework.sign_in import CODE_SECONDS
from grappe.pages.mail.letters import written

WAITING = "code_to_be_forgotten"
"""In the session: the fingerprint of the code, when it left, how often one tried."""
TRIES = 3


def has_own_proof(person: Person) -> bool:
    """Tell whether a person has a password, a key or an app to prove who they are by."""
    return bool(get_reauthentication_flows(person))


def send_code(request: HttpRequest, person: Person) -> None:
    """Write a code to the person's own address; it serves once, in this session alone."""
    code = get_adapter().generate_login_code()
    language = ours(person.language) or "fr"
    with speaking(language):
        letter = confirm_erasure(code)
    written(letter, person.email, language).send()
    request.session[WAITING] = {"code": _fingerprint(code), "at": time.time(), "tries": 0}


def code_waits(request: HttpRequest) -> bool:
    """Tell whether a code was sent that may still be typed."""
    told: dict[str, Any] | None = request.session.get(WAITING)
    return told is not None and time.time() - told["at"] < CODE_SECONDS and told["tries"] < TRIES


def code_is_right(request: HttpRequest, typed: str) -> bool:
    """Tell whether what was typed is the code; each wrong one is counted, and the right one serves once."""
    if not code_waits(request):
        return False
    told = request.session[WAITING]
    if secrets.compare_digest(told["code"], _fingerprint(typed)):
        del request.session[WAITING]
        return True
    request.session[WAITING] = {**told, "tries": told["tries"] + 1}
    return False


def _fingerprint(code: str) -> str:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
