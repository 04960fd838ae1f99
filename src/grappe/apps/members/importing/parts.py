"""What rows tell of an organisation's activities, establishments and contacts, beside those it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.importing.intents import Intent, Line
from grappe.apps.members.importing.known import Piece
from grappe.apps.members.importing.organisations import same
from grappe.apps.members.importing.targets import TARGETS, Part
from grappe.apps.members.importing.verdicts import Message, State
from grappe.apps.members.rules.names import in_order

SITE = {target.key: target.field for target in TARGETS.values() if target.part is Part.SITE}
CONTACT = {target.key: target.field for target in TARGETS.values() if target.part is Part.CONTACT}
Fields = dict[str, Any]


def judge_activities(intent: Intent) -> None:
    """Judge the codes of activities: others are added to those it has, the first one told is the main one."""
    held = {
        (code, version): main for code, version, main in (intent.known.activities if intent.known else ())
    }
    there = {code for code, main in held.items() if main}
    main_told = False
    for line in intent.lines:
        codes = line.value("nace")
        if codes is None:
            continue
        cell = line.verdict.cells["nace"]
        cell.before = " ; ".join(code for code, _ in held)
        new = [code for code in codes if code not in held]
        other_main = not main_told and codes[0] not in there
        if intent.known is not None and held and not new and not other_main:
            cell.state = State.SAME
        elif held:
            cell.state = State.CHANGED
        for place, (code, version) in enumerate(codes):
            main = place == 0 and not main_told
            if held.get((code, version)) is None or (main and other_main):
                intent.activities.append((code, version, main))
                held[code, version] = main
        main_told = True
        if line.value("nace_version") is not None:
            line.verdict.cells["nace_version"].state = cell.state


def judge_sites(intent: Intent) -> None:
    """Judge the cells of establishments: known by street and postal code."""
    pieces = list(intent.known.sites) if intent.known else []
    for line in intent.lines:
        fields = _told(line, SITE)
        if not fields or any(line.wrong(key) for key in SITE):
            continue
        if not fields.get("postal_code") and not fields.get("street"):
            words = N_("Un établissement se reconnaît à son adresse : il manque sa rue ou son code postal.")
            line.verdict.err(Message(words), "site_postal_code", "site_street", *SITE)
            continue
        since, until = fields.get("since"), fields.get("until")
        if since is not None and until is not None and until < since:
            line.verdict.err(Message(N_("Le dernier jour vient avant le premier.")), "site_until")
            continue
        if "fte" in fields:
            fields["fte"] = Decimal(str(fields["fte"])).quantize(Decimal("0.01"))
        _keep(line, fields, _held(pieces, fields, _is_site), SITE, intent.sites)


def _is_site(piece: Mapping[str, Any], fields: Fields) -> bool:
    street = fields.get("street")
    return (not street or in_order(piece["street"] or "") == in_order(street)) and piece[
        "postal_code"
    ] == fields.get("postal_code", piece["postal_code"])


def judge_contacts(intent: Intent) -> None:
    """Judge the cells of people: known by their address, else by their name."""
    pieces = list(intent.known.contacts) if intent.known else []
    for line in intent.lines:
        fields = _told(line, CONTACT)
        if not fields or any(line.wrong(key) for key in CONTACT):
            continue
        full = fields.pop("full_name", None)
        if full is not None:
            first, last = full
            fields.setdefault("first_name", first)
            fields.setdefault("last_name", last)
        piece = _held(pieces, fields, _is_contact)
        if not fields.get("last_name") and piece is None:
            words = N_("Il manque le nom de cette personne : remplissez-le, ou videz ses autres cellules.")
            line.verdict.err(Message(words), "contact_last_name", "contact_full_name", *CONTACT)
            continue
        _keep(line, fields, piece, CONTACT, intent.contacts)


def _is_contact(piece: Mapping[str, Any], fields: Fields) -> bool:
    email, name = fields.get("email"), fields.get("last_name")
    if email and (piece["email"] or "").lower() == email:
        return True
    named = f"{fields.get('first_name', '')} {name}"
    return bool(name) and in_order(f"{piece['first_name']} {piece['last_name']}") == in_order(named)


def _told(line: Line, keys: Mapping[str, str]) -> Fields:
    return {field: line.value(key) for key, field in keys.items() if line.value(key) is not None}


def _held(
    pieces: list[Piece], fields: Fields, is_it: Callable[[Mapping[str, Any], Fields], bool]
) -> Piece | None:
    return next((piece for piece in pieces if is_it(piece.fields, fields)), None)


def _keep(
    line: Line,
    fields: Fields,
    piece: Piece | None,
    keys: Mapping[str, str],
    kept: list[tuple[int | None, Mapping[str, Any]]],
) -> None:
    """Keep a piece that is new, or what changes of one that is known."""
    if piece is None:
        earlier = next((there for pk, there in kept if pk is None and there == fields), None)
        if earlier is None:
            kept.append((None, fields))
        else:
            for key in keys:
                if line.value(key) is not None:
                    line.verdict.cells[key].state = State.SAME
        return
    changed: Fields = {}
    for key, field in keys.items():
        cell = line.verdict.cells.get(key)
        if cell is None or line.value(key) is None:
            continue
        if field == "full_name":
            cell.state, cell.before = State.SAME, f"{piece.fields['first_name']} {piece.fields['last_name']}"
            continue
        now = piece.fields[field]
        cell.before = "" if now is None else str(now)
        if same(TARGETS[key], fields[field], now) if now not in ("", None) else False:
            cell.state = State.SAME
        else:
            changed[field] = fields[field]
            cell.state = State.CHANGED if now not in ("", None) else State.NEW
    if changed:
        kept.append((piece.pk, changed))
