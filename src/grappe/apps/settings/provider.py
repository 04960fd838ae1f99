"""Another service by which people may come in: a provider of OpenID Connect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from grappe.analysis.language.catalogues import N_
from grappe.apps.settings.refusals import Misset

ISSUER, CLIENT, SECRET, NAME = (
    "GRAPPE_OIDC_ISSUER",
    "GRAPPE_OIDC_CLIENT",
    "GRAPPE_OIDC_SECRET",
    "GRAPPE_OIDC_NAME",
)
HERE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider, and what it knows this installation by."""

    issuer: str
    """Its address, before `/.well-known/openid-configuration`."""
    client: str
    secret: str = field(repr=False)
    name: str
    """As people read it on the page: « Entrer par {name} »."""


def read_provider(given: Mapping[str, str], faults: list[Misset]) -> Provider | None:
    """Return the provider that is set, None without one; it takes an address, a client and its secret."""
    told = [name for name in (ISSUER, CLIENT, SECRET, NAME) if name in given]
    if not told:
        return None
    lacking = [name for name in (ISSUER, CLIENT, SECRET) if name not in given]
    if lacking:
        faults.append(
            Misset(
                N_(
                    "{told} demande aussi {lacking} : ce sont l’adresse du service, notre nom chez lui et sa clé."
                ),
                {"told": told[0], "lacking": ", ".join(lacking)},
            )
        )
    issuer = given.get(ISSUER, "")
    if issuer and not _is_address(issuer):
        faults.append(
            Misset(
                N_(
                    "{variable} (le service par lequel on entre) vaut « {value} ». Donnez l’adresse https:// de son "
                    "émetteur, comme https://connexion.example.be/realms/cluster."
                ),
                {"variable": ISSUER, "value": issuer},
            )
        )
    if lacking or not _is_address(issuer):
        return None
    name = given.get(NAME) or urlsplit(issuer).hostname or issuer
    return Provider(issuer=issuer.rstrip("/"), client=given[CLIENT], secret=given[SECRET], name=name)


def _is_address(written: str) -> bool:
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    # A secret goes there: only to this very machine does it go in the open.
    closed = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)
    return closed and bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)
