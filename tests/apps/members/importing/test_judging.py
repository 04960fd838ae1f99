"""Each cell and row of an import is told what would become of it, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from grappe.analysis.vocabulary.classes import MEMBER_KINDS
from grappe.apps.members.importing.categories import Choice, Choices
from grappe.apps.members.importing.cells import Reader
from grappe.apps.members.importing.intents import Against, Defaults, Intent, Judged, Row
from grappe.apps.members.importing.judging import judge
from grappe.apps.members.importing.known import Known, Piece, Stay
from grappe.apps.members.importing.verdicts import How, RowKind, State, Verdict

TODAY = dt.date(2026, 3, 1)
CHOICES = Choices(
    (Choice("effective", "Membre effectif", "effective"), Choice("adherent", "Adhérent", "adherent"))
)
FORGE = Known(
    pk=7,
    code="m07",
    name="Forge Été",
    profile={
        "website": "https://forge.be",
        "email": "info@forge.be",
        "phone": "04 123 45 67",
        "skills": ["acier"],
    },
    identity={
        "legal_name": "Forge Été SA",
        "legal_form": "SA",
        "enterprise_number": "0400000185",
        "street": "rue du Fer 3",
        "postal_code": "4000",
        "place": "Liège",
        "country": "BE",
    },
    stays=(Stay(dt.date(2015, 1, 1), None, "effective", "enterprise", founding=False),),
    activities=(("25.50", 2008, True),),
    sites=(Piece(1, {"street": "", "postal_code": "4000", "place": "Liège", "country": "BE", "fte": None}),),
    contacts=(
        Piece(
            3,
            {
                "first_name": "Ada",
                "last_name": "Fer",
                "email": "ada@forge.be",
                "phone": "",
                "function": "Patronne",
            },
        ),
    ),
)


def judged(
    keys: Sequence[str],
    *rows: Sequence[str],
    known: Sequence[Known] = (FORGE,),
    choices: Sequence[str] = (),
    defaults: Defaults | None = None,
) -> Judged:
    defaults = defaults or Defaults()
    reader = Reader(choices=CHOICES, kinds=tuple(MEMBER_KINDS.items()), nace_version="2008")
    against = Against(known=known, reader=reader, defaults=defaults, on=TODAY)
    told = [
        Row(number, cells, choices[number - 2] if choices else "") for number, cells in enumerate(rows, 2)
    ]
    return judge(told, {key: place for place, key in enumerate(keys)}, against)


def states(verdict: Verdict) -> dict[str, str]:
    return {key: cell.state.value for key, cell in verdict.cells.items()}


def sentences(verdict: Verdict) -> str:
    told = [*verdict.told, *verdict.faults, *(one for cell in verdict.cells.values() for one in cell.told)]
    return " ".join(message.sentence("fr") for message in told)


def one(found: Judged) -> tuple[Verdict, Intent]:
    (verdict,), (intent,) = found.verdicts, found.intents
    return verdict, intent


@pytest.mark.parametrize(
    ("keys", "row", "how"),
    [
        (("name", "enterprise_number"), ("Les forges d’été", "BE 0400.000.185"), How.NUMBER),
        (("name", "code"), ("Tout autre nom", "m07"), How.CODE),
        (("name",), ("FORGE ETE s.a.",), How.NAME),
        (("name",), ("SA Forge Été",), How.NAME),
        (("name", "website"), ("Les Forges d’été", "www.forge.be/contact"), How.DOMAIN),
        (("name", "email"), ("La forge d’été", "vente@forge.be"), How.DOMAIN),
        (("name", "street", "postal_code"), ("Forges été & fils", "Rue du fer, 3", "4000"), How.ADDRESS),
    ],
)
def test_a_known_organisation_is_recognised_and_how_is_told(
    keys: tuple[str, ...], row: tuple[str, ...], how: How
) -> None:
    verdict, intent = one(judged(keys, row))

    assert (verdict.kind, verdict.how, verdict.organisation) == (RowKind.KNOWN, how, 7)
    assert intent.known is FORGE
    assert ("est-ce bien m07 Forge Été ?" in sentences(verdict)) is (how in (How.DOMAIN, How.ADDRESS))


def test_a_number_beside_another_name_is_to_be_looked_at() -> None:
    verdict, intent = one(judged(("name", "enterprise_number"), ("Tout autre nom", "BE 0400.000.185")))

    assert intent.known is FORGE
    assert "son nom est tout autre : est-ce bien m07 Forge Été ?" in sentences(verdict)
    silent, _ = one(judged(("enterprise_number", "place"), ("BE 0400.000.185", "Liège")))
    assert "est-ce bien" not in sentences(silent)


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        (("name", "email"), ("Lin & Chanvre", "forge@gmail.com")),
        (("name", "website"), ("Lin & Chanvre", "https://forge.be")),
        (("name", "street", "postal_code"), ("Lin & Chanvre", "rue du Fer 3", "4000")),
        (("name", "enterprise_number"), ("Forge Été", "0123.456.749")),
    ],
)
def test_what_may_be_chance_makes_nobody_known(keys: tuple[str, ...], row: tuple[str, ...]) -> None:
    verdict, intent = one(judged(keys, row))

    assert (verdict.kind, intent.known) == (RowKind.NEW, None)


def test_the_same_name_with_another_number_is_another_organisation_and_said() -> None:
    verdict, _ = one(judged(("name", "enterprise_number"), ("Forge Été", "0123.456.749")))

    assert "Même nom que m07 Forge Été, mais un autre numéro" in sentences(verdict)


def test_a_person_says_which_organisation_a_row_is_about() -> None:
    chosen, _ = one(judged(("name",), ("Autre",), choices=["m07"]))
    fresh, _ = one(judged(("name",), ("Forge Été",), choices=["new"]))

    assert (chosen.kind, chosen.how) == (RowKind.KNOWN, How.CHOSEN)
    assert fresh.kind is RowKind.NEW


def test_a_row_that_could_be_two_is_not_written_until_somebody_says() -> None:
    twin = Known(pk=8, code="m08", name="Forge Été")

    verdict, intent = one(judged(("name",), ("Forge Été",), known=(FORGE, twin)))

    assert (verdict.errors, intent.known) == (1, None)
    assert "m07 Forge Été ; m08 Forge Été" in sentences(verdict)


def test_each_cell_of_a_known_organisation_is_the_same_changed_new_or_empty() -> None:
    keys = ("name", "website", "phone", "enterprise_number", "place", "email", "skills", "does")
    row = ("Forge d’Été", "forge.be", "04/123.45.67", "BE0400000185", "Seraing", "-", "acier; inox", "Forge")

    verdict, intent = one(judged(keys, row))

    assert states(verdict) == {
        "name": "changed",
        "website": "same",
        "phone": "same",
        "enterprise_number": "same",
        "place": "changed",
        "email": "empty",
        "skills": "changed",
        "does": "new",
    }
    assert verdict.cells["place"].before == "Liège"
    assert intent.profile == {"name": "Forge d’Été", "skills": ["acier", "inox"], "does": "Forge"}
    assert intent.identity == {"place": "Seraing"}


@pytest.mark.parametrize(
    ("key", "written", "words"),
    [
        ("enterprise_number", "0400.000.197", "modulo 97"),
        ("joined_on", "31/02/2020", "calendrier"),
        ("joined_on", "1/3/20", "quatre chiffres"),
        ("joined_on", "42005", "2015-01-01"),
        ("postal_code", "40000", "code postal belge"),
        ("country", "Belgiqe", "« BE »"),
        ("email", "info@forge", "n’est pas une adresse e-mail"),
        ("email", "a@forge.be; b@forge.be", "gardez-en une"),
        ("website", "à venir", "n’est pas une adresse de site"),
        ("category", "bienfaiteur", "Membre effectif ; Adhérent"),
        ("kind", "amicale", "nature de membre"),
        ("founding", "peut-être", "ni oui ni non"),
        ("nace", "25.05", "NACE 2008"),
        ("site_fte", "douze", "n’est pas un nombre"),
        ("site_fte", "-2", "trop petit"),
        ("legal_form", "x" * 51, "50 au plus"),
        ("code", "mon code", "n’est pas un code"),
    ],
)
def test_a_cell_that_is_wrong_says_why_and_what_to_write(key: str, written: str, words: str) -> None:
    verdict, _ = one(judged(("name", key), ("Lin", written)))

    assert verdict.cells[key].state is State.ERROR
    assert verdict.errors == 1
    assert words in sentences(verdict)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("effective", "effective"),
        ("Effectif", "effective"),
        ("membres effectifs", "effective"),
        ("werkend lid", "effective"),
        ("ADHERENT", "adherent"),
        ("toegetreden lid", "adherent"),
        ("assoziiertes Mitglied", "adherent"),
    ],
)
def test_categories_are_known_by_what_people_call_them(written: str, code: str) -> None:
    _, intent = one(judged(("name", "category", "kind", "joined_on"), ("Lin", written, "PME", "01/02/2020")))

    (stay,) = intent.stays
    assert (stay.category, stay.kind, stay.joined_on) == (code, "enterprise", dt.date(2020, 2, 1))


def test_a_new_member_needs_a_category_and_a_nature_or_what_is_taken_for_granted() -> None:
    lacking, _ = one(judged(("name", "joined_on"), ("Lin", "2020-01-01")))
    granted, intent = one(
        judged(
            ("name", "joined_on"),
            ("Lin", "2020-01-01"),
            defaults=Defaults(category="adherent", kind="research"),
        )
    )

    assert lacking.errors == 2
    assert "Il manque la catégorie" in sentences(lacking)
    assert granted.errors == 0
    assert intent.stays == [Stay(dt.date(2020, 1, 1), None, "adherent", "research", founding=False)]


def test_without_a_day_of_entry_an_organisation_is_kept_and_is_no_member() -> None:
    verdict, intent = one(judged(("name", "category"), ("Lin", "effectif")))

    assert (intent.stays, verdict.errors, intent.writes) == ([], 0, True)
    assert "sans être membre" in sentences(verdict)


def test_who_left_and_came_back_has_two_rows() -> None:
    keys = ("name", "category", "kind", "joined_on", "left_on")
    found = judged(
        keys,
        ("Lin", "effectif", "PME", "2010-01-01", "2012-01-01"),
        ("Lin SRL", "effectif", "PME", "2015-01-01", ""),
    )

    (intent,) = found.intents
    assert [verdict.kind for verdict in found.verdicts] == [RowKind.NEW, RowKind.DOUBLE]
    assert found.verdicts[1].of == 2
    assert [(stay.joined_on.year, stay.left_on) for stay in intent.stays] == [
        (2010, dt.date(2012, 1, 1)),
        (2015, None),
    ]


def test_a_double_in_the_file_writes_nothing_over_the_first_row() -> None:
    found = judged(("name", "place", "contact_last_name"), ("Lin", "Liège", "Roy"), ("LIN", "Huy", "Sax"))

    (intent,) = found.intents
    assert intent.identity == {"place": "Liège"}
    assert [fields["last_name"] for _, fields in intent.contacts] == ["Roy", "Sax"]
    assert "La ligne 2 dit « Liège »" in sentences(found.verdicts[1])
    assert states(found.verdicts[1])["place"] == "warning"


@pytest.mark.parametrize("name", ["Lin", "Forge Été"])
def test_a_double_that_says_another_category_or_nature_is_to_be_looked_at(name: str) -> None:
    keys = ("name", "category", "kind", "joined_on")
    day = "2010-01-01" if name == "Lin" else ""
    found = judged(keys, (name, "adhérent", "PME", day), (name, "effectif", "recherche", day))

    (intent,), double = found.intents, found.verdicts[1]
    made = intent.stays[0] if name == "Lin" else None
    assert ((made.category, made.kind) if made else intent.becomes) == ("adherent", "enterprise")
    assert {key: states(double)[key] for key in ("category", "kind")} == {
        "category": "warning",
        "kind": "warning",
    }
    assert "La ligne 2 dit « Adhérent »" in sentences(double)


def test_two_rows_that_make_a_member_twice_at_once_are_refused() -> None:
    keys = ("name", "category", "kind", "joined_on")
    found = judged(keys, ("Lin", "effectif", "PME", "2010-01-01"), ("Lin", "effectif", "PME", "2012-01-01"))

    assert sum(verdict.errors for verdict in found.verdicts) == 1
    assert "1er janvier 2010 et depuis le 1er janvier 2012" in sentences(found.verdicts[1])


def test_a_known_membership_ends_or_changes_by_an_act_and_its_first_day_never_moves() -> None:
    keys = ("name", "joined_on", "left_on", "category")
    same, nothing = one(judged(keys, ("Forge Été", "2015-01-01", "", "effectif")))
    leaves, going = one(judged(keys, ("Forge Été", "2015-01-01", "2025-06-30", "")))
    changes, other = one(judged(keys, ("Forge Été", "", "", "adhérent")))
    moves, _ = one(judged(keys, ("Forge Été", "2014-01-01", "", "")))

    assert (states(same)["joined_on"], states(same)["category"], nothing.writes) == ("same", "same", False)
    assert (states(leaves)["left_on"], going.leaves_on) == ("changed", dt.date(2025, 6, 30))
    assert (states(changes)["category"], other.becomes) == ("changed", ("adherent", "enterprise"))
    assert "corrigez l’acte sur sa fiche" in sentences(moves)
    assert moves.errors == 1


def test_contacts_and_sites_that_are_known_change_and_others_are_added() -> None:
    keys = ("name", "contact_full_name", "contact_email", "contact_function", "site_postal_code", "site_fte")
    found = judged(
        keys,
        ("Forge Été", "Ada Fer", "ada@forge.be", "Directrice", "4000", "12,5"),
        ("Forge Été", "ROY Max", "max@forge.be", "Vente", "4800", "3"),
    )

    (intent,) = found.intents
    assert intent.contacts == [
        (3, {"function": "Directrice"}),
        (None, {"email": "max@forge.be", "function": "Vente", "first_name": "Max", "last_name": "ROY"}),
    ]
    assert [(pk, str(fields["fte"])) for pk, fields in intent.sites] == [(1, "12.50"), (None, "3.00")]
    assert states(found.verdicts[0])["contact_full_name"] == "same"


def test_activities_are_added_and_the_first_one_is_the_main_one() -> None:
    same, nothing = one(judged(("name", "nace"), ("Forge Été", "2550")))
    _, more = one(judged(("name", "nace"), ("Forge Été", "25.62; 25.50")))

    assert (states(same)["nace"], nothing.activities) == ("same", [])
    assert more.activities == [("25.62", 2008, True)]


def test_an_apostrophe_that_an_export_put_before_a_sign_is_taken_off_again() -> None:
    _, intent = one(judged(("name", "phone"), ("Lin", "'+32 4 123 45 67")))

    assert intent.profile["phone"] == "+32 4 123 45 67"


def test_the_name_is_asked_for_and_either_name_stands_for_both() -> None:
    nameless, _ = one(judged(("name", "place"), ("", "Liège")))
    _, legal = one(judged(("legal_name",), ("Lin SRL",)))

    assert "Il manque le nom" in sentences(nameless)
    assert legal.name == "Lin SRL"
