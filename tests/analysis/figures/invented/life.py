"""What an invented cluster does, and who runs it."""

from __future__ import annotations

from tests.analysis.figures.invented.chance import Chance, Row

from grappe.analysis.vocabulary.classes import (
    ACTION_KINDS,
    DOCUMENT_KINDS,
    INTERVIEW_FORMS,
    LETTER_KINDS,
    OBJECTIVE_AXES,
    PARTNER_KINDS,
    PROJECT_KINDS,
    SCOPES,
)

COUNTRIES = ("BE", "FR", "DE", "NL", None)


def life(chance: Chance, ids: list[str]) -> dict[str, list[Row]]:
    def opportunity_member(_: int) -> Row:
        return {
            "opportunity_id": f"o{chance.random.randint(0, 5)}",
            "member_id": chance.one(ids, 0),
            "sent": chance.coin(),
            "won": chance.coin(),
            "value": chance.number(0, 9000, 0.4),
        }

    def project(place: int) -> Row:
        ends = sorted((chance.some_day(0), chance.some_day(0)))
        return {
            "project_id": f"j{place}",
            "kind": chance.one(PROJECT_KINDS),
            "started_on": chance.maybe(ends[0], 0.1),
            "ended_on": chance.maybe(ends[1], 0.3),
        }

    return {
        "actions": chance.many(
            12,
            lambda place: {
                "action_id": f"a{place}",
                "held_on": chance.some_day(),
                "kind": chance.one(ACTION_KINDS),
                "scope": chance.one(SCOPES),
                "country": chance.one(COUNTRIES, 0),
                "axis_id": chance.one(("x1", "x2")),
            },
        ),
        "participations": chance.many(
            30, lambda _: {"action_id": f"a{chance.random.randint(0, 11)}", "member_id": chance.one(ids, 0)}
        ),
        "axes": chance.many(3, lambda place: {"axis_id": f"x{place + 1}", "label": "X"}),
        "projects": chance.many(6, project),
        "project_members": chance.many(
            10, lambda _: {"project_id": f"j{chance.random.randint(0, 5)}", "member_id": chance.one(ids, 0)}
        ),
        "letters": chance.many(
            8,
            lambda place: {
                "letter_id": f"l{place}",
                "sent_on": chance.some_day(),
                "kind": chance.one(LETTER_KINDS),
            },
        ),
        "opportunities": chance.many(
            6, lambda place: {"opportunity_id": f"o{place}", "published_on": chance.some_day()}
        ),
        "opportunity_members": chance.many(12, opportunity_member),
        "site": site(chance),
        "partners": chance.many(
            10,
            lambda place: {
                "partner_id": f"n{place}",
                "kind": chance.one(PARTNER_KINDS),
                "country": chance.one(COUNTRIES, 0),
                "since": chance.some_day(),
            },
        ),
        "ties": chance.many(
            40,
            lambda _: {
                "member_a": chance.one((*ids, *ids, "@office"), 0),
                "member_b": chance.one((*ids, "@office"), 0),
                "layer": chance.one(("information", "contract", "project"), 0.05),
                "since": chance.some_day(0.4),
            },
        ),
    }


def site(chance: Chance) -> list[Row]:
    months = {day.replace(day=1) for day in chance.edges} | {
        chance.some_day(0).replace(day=1) for _ in range(8)
    }
    return [
        {
            "month": month,
            "visits": chance.one((0, 10, 321)),
            "news": chance.one((0, 3), 0.5),
            "portal_items": chance.one((0, 7), 0.5),
        }
        for month in chance.random.sample(sorted(months), chance.random.randint(0, len(months)))
    ]


def bodies(chance: Chance, ids: list[str]) -> dict[str, list[Row]]:
    def mandate(_: int) -> Row:
        ends = sorted((chance.some_day(0), chance.some_day(0)))
        return {
            "body": chance.one(("board", "board", "bureau"), 0.05),
            "person": chance.one([f"P{n}" for n in range(6)], 0.05),
            "member_id": chance.one(ids),
            "starts_on": chance.maybe(ends[0]),
            "ends_on": chance.maybe(ends[1], 0.4),
        }

    def meeting(place: int) -> Row:
        entitled = chance.random.randint(0, 12)
        present = chance.random.randint(0, entitled)
        return {
            "meeting_id": f"t{place}",
            "body": chance.one(("board", "board", "general_assembly", "general_assembly", "bureau"), 0.05),
            "held_on": chance.some_day(),
            "entitled": chance.maybe(entitled, 0.4),
            "present": chance.maybe(present, 0.1),
            "represented": chance.maybe(chance.random.randint(0, entitled - present), 0.4),
            "event_attached": chance.coin(),
        }

    return {"mandates": chance.many(10, mandate), "meetings": chance.many(14, meeting)}


def papers(chance: Chance, ids: list[str]) -> dict[str, list[Row]]:
    def interview(place: int) -> Row:
        met = chance.random.sample(ids, chance.random.randint(0, min(3, len(ids))))
        return {
            "interview_id": f"i{place}",
            "held_on": chance.some_day(),
            "form": chance.one(INTERVIEW_FORMS),
            "member_ids": chance.maybe(met),
        }

    return {
        "interviews": chance.many(6, interview),
        "documents": chance.many(6, lambda n: {"document_id": f"d{n}", "kind": chance.one(DOCUMENT_KINDS)}),
        "objectives": chance.many(
            5, lambda n: {"objective_id": f"b{n}", "axis": chance.one(OBJECTIVE_AXES, 0.4)}
        ),
    }
