"""What rows tell of memberships, beside those that the register has."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.importing.intents import Against, Intent, Line
from grappe.apps.members.importing.known import Known, Stay
from grappe.apps.members.importing.verdicts import Cell, Message, State

TOLD = ("category", "kind", "joined_on", "left_on", "founding")


def judge_stays(intent: Intent, against: Against) -> None:
    """Judge the cells of memberships; a blank one changes nothing."""
    for line in intent.lines:
        if any(line.wrong(key) for key in TOLD):
            continue
        if intent.known is not None and intent.known.stays:
            _judge_known(intent, intent.known, line, against)
        else:
            _judge_new(intent, line, against)
    _refuse_overlaps(intent)


def _judge_new(intent: Intent, line: Line, against: Against) -> None:
    """A membership begins: its day, its category and its nature are needed."""
    told = [key for key in TOLD if line.value(key) is not None]
    is_first = line is intent.lines[0]
    joined_on = line.value("joined_on") or (against.defaults.joined_on if is_first or told else None)
    if joined_on is None:
        if told:
            words = N_("Sans jour d’entrée, l’organisation entre dans vos fiches sans être membre.")
            line.verdict.warn(Message(words), "joined_on", *told)
        return
    if not told and not is_first:
        return  # one more contact or site of the same
    stay = Stay(
        joined_on=joined_on,
        left_on=line.value("left_on"),
        category=line.value("category") or against.defaults.category,
        kind=line.value("kind") or against.defaults.kind,
        founding=bool(line.value("founding")),
    )
    if any(_same_stay(stay, earlier) for earlier in intent.stays):
        for key in told:
            line.verdict.cells[key].state = State.SAME
            _yields(intent, line, key)
        return
    if _is_whole(line, stay, against):
        intent.stays.append(stay)


def _yields(intent: Intent, line: Line, key: str) -> bool:
    """Tell whether an earlier row says otherwise of the same membership: that one counts, and it is said."""
    day = line.value("joined_on")
    for other in intent.lines[: intent.lines.index(line)]:
        told, its_day = other.value(key), other.value("joined_on")
        if told is None or (day is not None and its_day not in (None, day)):
            continue
        if told == line.value(key):
            return False
        cell = line.verdict.cells[key]
        cell.state = State.SAME
        words = N_("La ligne {row} dit « {value} » : c’est elle qui compte, et cette cellule n’écrit rien.")
        cell.warn(Message(words, {"row": other.row.number, "value": other.reads[key].shown}))
        return True
    return False


def _same_stay(stay: Stay, earlier: Stay) -> bool:
    return (stay.joined_on, stay.left_on) == (earlier.joined_on, earlier.left_on)


def _is_whole(line: Line, stay: Stay, against: Against) -> bool:
    whole = True
    for field, words in (
        (
            "category",
            N_(
                "Il manque la catégorie de membre : remplissez-la, ou choisissez celle des lignes qui n’en disent rien."
            ),
        ),
        (
            "kind",
            N_(
                "Il manque la nature du membre : remplissez-la, ou choisissez celle des lignes qui n’en disent rien."
            ),
        ),
    ):
        if not getattr(stay, field):
            line.verdict.err(Message(words), field)
            whole = False
    if stay.left_on is not None and stay.left_on <= stay.joined_on:
        words = N_("La sortie ne vient pas après l’entrée, le {day}.")
        line.verdict.err(Message(words, {"day": stay.joined_on.isoformat()}), "left_on")
        whole = False
    if stay.joined_on > against.on:
        words = N_("Ce jour d’entrée est encore à venir.")
        line.verdict.warn(Message(words), "joined_on")
    return whole


def _refuse_overlaps(intent: Intent) -> None:
    stays = sorted(intent.stays, key=lambda stay: stay.joined_on)
    for earlier, later in pairwise(stays):
        if earlier.left_on is None or later.joined_on < earlier.left_on:
            words = N_("Deux lignes la font membre en même temps, depuis le {day} et depuis le {day_later}.")
            told = {"day": earlier.joined_on.isoformat(), "day_later": later.joined_on.isoformat()}
            line = next(line for line in reversed(intent.lines) if "joined_on" in line.verdict.cells)
            line.verdict.err(Message(words, told), "joined_on")
            return


def _judge_known(intent: Intent, known: Known, line: Line, against: Against) -> None:
    """Compare with a membership that the register has: an import adds acts, and corrects none."""
    joined_on = line.value("joined_on")
    last = max(known.stays, key=lambda stay: stay.joined_on)
    held = next((stay for stay in known.stays if stay.joined_on == joined_on), None)
    if joined_on is None:
        if any(line.value(key) is not None for key in TOLD):
            _judge_held(intent, line, last, against)
    elif held is not None:
        _judge_held(intent, line, held, against)
    elif last.left_on is not None and joined_on >= last.left_on:
        _judge_new(intent, line, against)
    else:
        cell = line.verdict.cells["joined_on"]
        cell.before = last.joined_on.isoformat()
        words = N_(
            "Le registre la dit membre depuis le {day} : un import ne change pas ce jour. "
            "Videz la cellule, ou corrigez l’acte sur sa fiche."
        )
        cell.err(Message(words, {"day": last.joined_on.isoformat()}))


def _judge_held(intent: Intent, line: Line, held: Stay, against: Against) -> None:
    cells = line.verdict.cells
    if line.value("joined_on") is not None:
        _settle(cells["joined_on"], held.joined_on.isoformat())
    _judge_end(intent, line, held)
    still = intent.becomes if held.left_on is None else None
    becomes = dict(zip(("category", "kind"), still or (held.category, held.kind), strict=True))
    for key, now in (("category", held.category), ("kind", held.kind)):
        told = line.value(key)
        if told is not None:
            _settle(cells[key], against.reader.named(key, now), changed=told != now)
            if not _yields(intent, line, key):
                becomes[key] = told
    category, kind = becomes["category"], becomes["kind"]
    if (category, kind) != (held.category, held.kind):
        if held.left_on is not None:
            words = N_("Cette adhésion est finie depuis le {day} : sa catégorie ne change plus.")
            told = Message(words, {"day": held.left_on.isoformat()})
            line.verdict.err(told, *[key for key in ("category", "kind") if _changes(cells, key)])
        elif against.on < held.joined_on:
            words = N_(
                "Elle n’est pas encore membre le {day}, jour de l’import : sa catégorie ne peut changer."
            )
            line.verdict.err(Message(words, {"day": against.on.isoformat()}), "category", "kind")
        else:
            intent.becomes = (category, kind)
    founding = line.value("founding")
    if founding is not None:
        _settle(cells["founding"], str(held.founding))
        if founding != held.founding:
            words = N_(
                "Le registre dit autrement, et un import ne corrige pas un acte : faites-le sur sa fiche."
            )
            cells["founding"].warn(Message(words))


def _judge_end(intent: Intent, line: Line, held: Stay) -> None:
    left_on: dt.date | None = line.value("left_on")
    if left_on is None:
        return
    cell = line.verdict.cells["left_on"]
    if _yields(intent, line, "left_on"):
        return
    if held.left_on == left_on:
        _settle(cell, left_on.isoformat())
    elif held.left_on is not None:
        cell.before = held.left_on.isoformat()
        words = N_(
            "Le registre la dit sortie le {day} : un import ne change pas ce jour. "
            "Videz la cellule, ou corrigez l’acte sur sa fiche."
        )
        cell.err(Message(words, {"day": held.left_on.isoformat()}))
    elif left_on <= held.joined_on:
        words = N_("La sortie ne vient pas après l’entrée, le {day}.")
        cell.err(Message(words, {"day": held.joined_on.isoformat()}))
    else:
        cell.state = State.CHANGED
        intent.leaves_on = left_on


def _settle(cell: Cell, now: str, *, changed: bool = False) -> None:
    cell.before = now
    cell.state = State.CHANGED if changed else State.SAME


def _changes(cells: dict[str, Cell], key: str) -> bool:
    return key in cells and cells[key].state is State.CHANGED
