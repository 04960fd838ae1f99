"""By what two organisations may be one: number, name, domain, address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from grappe.apps.members.rules.names import in_order


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


FORMS = _words(
    "sa nv srl bv sprl bvba asbl vzw aisbl ivzw scrl cvba sc cv scs commv snc vof scris ag gmbh kg ohg vog "
    "sas sarl eurl ltd limited llc inc plc spa se fup sprlu ebvba eirl"
)
"""Legal forms as they stand at the head or at the end of a name, dots and spaces gone."""
SPELT = re.compile(r"\b(?:[a-z] ){1,4}[a-z]\b")
"""`s a` and `a s b l`, once their dots are gone."""
PUBLIC_MAIL = _words(
    "gmail.com googlemail.com hotmail.com hotmail.be hotmail.fr outlook.com outlook.be live.com live.be msn.com "
    "yahoo.com yahoo.fr yahoo.be icloud.com me.com skynet.be proximus.be telenet.be scarlet.be voo.be belgacom.net "
    "orange.fr wanadoo.fr free.fr laposte.net gmx.de gmx.net web.de t-online.de proton.me protonmail.com"
)
PUBLIC_WEB = _words(
    "facebook.com linkedin.com instagram.com twitter.com x.com youtube.com sites.google.com google.com "
    "wordpress.com wixsite.com"
)
"""Hosts where many are at home: they tell nobody from another."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What an organisation is found by. Empty where it is not told."""

    number: str
    name: str
    """Without its legal form, accents, capitals or signs."""
    legal_name: str
    domains: frozenset[str]
    address: str


def keys_of(told: Mapping[str, Any]) -> Keys:
    """Return what an organisation is found by, from its fields by name."""
    web, mail = domain_of(told.get("website") or ""), mail_domain_of(told.get("email") or "")
    street, postal_code = in_order(told.get("street") or ""), told.get("postal_code") or ""
    return Keys(
        number=bare_number(told.get("enterprise_number") or ""),
        name=bare(told.get("name") or told.get("legal_name") or ""),
        legal_name=bare(told.get("legal_name") or ""),
        domains=frozenset(domain for domain in (web, mail) if domain),
        address=f"{street} {postal_code}" if street and any(map(str.isdigit, street)) and postal_code else "",
    )


def bare_number(written: str) -> str:
    """Return an enterprise number as it is compared."""
    return re.sub(r"[\W_]", "", written).upper()


def bare(name: str) -> str:
    """Return a name without its legal form: `Forge Été S.A.` and `SA Forge Été` are `forge ete`."""
    words = SPELT.sub(lambda found: found[0].replace(" ", ""), in_order(name)).split()
    while len(words) > 1 and words[-1] in FORMS:
        words.pop()
    while len(words) > 1 and words[0] in FORMS:
        words.pop(0)
    return " ".join(words)


def domain_of(website: str) -> str:
    """Return the host of a site that is its owner's alone, `www.` apart; empty where it is not."""
    host = (urlsplit(website if "//" in website else f"//{website}").hostname or "").removeprefix("www.")
    shared = any(host == one or host.endswith(f".{one}") for one in PUBLIC_WEB)
    return "" if shared or "." not in host else host


def mail_domain_of(email: str) -> str:
    """Return the domain of an address, empty where anybody may have one there."""
    domain = email.rpartition("@")[2].lower()
    return "" if domain in PUBLIC_MAIL or "." not in domain else domain
