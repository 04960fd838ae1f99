"""The page of `grappe peers`: what it says of a known group, what it keeps to itself, how it looks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Locator
from tests.analysis.registry.peers.known_group import BIG, FIRST, PERSON, SECOND, STRANGER, made_store, number
from tests.analysis.report.charts.drawn import marks

from grappe.analysis.language.catalogues import LANGUAGES, Language
from grappe.analysis.registry.engines.opening import opened
from grappe.analysis.registry.peers.answer import Answer, Called
from grappe.analysis.registry.peers.answer import Test as Compared
from grappe.analysis.registry.peers.asking import ask
from grappe.analysis.registry.peers.group import group_of
from grappe.analysis.registry.peers.members_file import MembersRead
from grappe.analysis.registry.prospects import Prospects, prospects
from grappe.analysis.registry.register import Register
from grappe.analysis.report.charts.peers_ranks import MOST_DRAWN, ranks_charts
from grappe.analysis.report.charts.peers_shares import sector_shares_chart
from grappe.analysis.report.charts.peers_years import years_charts
from grappe.analysis.report.peers_page import peers_page
from grappe.analysis.report.peers_sentences import told
from grappe.analysis.report.peers_words import numbered

MEMBERS = [number(n) for n in (FIRST, SECOND, BIG, PERSON, STRANGER)]
GROUP = group_of(codes=["59.11"], region="BE3", size="1-49", year=2023, years=3)
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
SEEN = Compared(
    measure="value_added_per_fte",
    members=12,
    peers=400,
    shift=12_000,
    low=3_000,
    high=20_000,
    p_value=0.004,
    method="normal",
    adjusted_p=0.012,
    detectable=0.83,
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Answer, Prospects]:
    store = made_store(tmp_path_factory.mktemp("known"))
    with opened("duckdb") as engine:
        register = Register(store, engine)
        # The natural person is no member here: as one, it would be no prospect anyhow.
        return ask(register, GROUP, members=MEMBERS), prospects(register, GROUP, MEMBERS[:3])


@pytest.fixture(scope="module")
def answer(known: tuple[Answer, Prospects]) -> Answer:
    return known[0]


@pytest.fixture(scope="module")
def found(known: tuple[Answer, Prospects]) -> Prospects:
    return known[1]


def words(page: str) -> str:
    """Return what a reader sees of a page."""
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", page.partition("<body>")[2], flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("\u202f", " ").replace("\u00a0", " ").split())


def test_the_page_defines_the_group_and_says_who_is_missing_from_it(answer: Answer, found: Prospects) -> None:
    seen = words(peers_page(answer, found, "fr", read=MembersRead(numbers=(), not_then=2, foreign=1)))

    for sentence in (
        "Personnes morales dont une activité principale est 59.11",
        "siège : Région wallonne, de 1 à 49 ETP.",
        "ONSS (006) avant TVA (001)",
        "Sociétés, de toute taille : 11 ; avec des comptes qui comptent en 2023 : 8.",
        "les entreprises disparues depuis 2021 n’y sont pas",
        "Société 110",
        "autre taille",
        "inconnu du registre",
        "personne physique, sans comptes annuels",
        "Membres qui ne l’étaient pas au 31 décembre 2023, et ne comptent pas : 2.",
        "Dépôts d’exercices qui ne sont pas de douze mois : 3.",
        "Cet écart ne dit pas sa cause",
    ):
        assert sentence in seen


def test_the_page_holds_the_numbers_worked_out_by_hand(answer: Answer, found: Prospects) -> None:
    seen = words(peers_page(answer, found, "fr"))

    # Peers of 2023: 121 to 726 thousand, by steps of 121.
    assert "2023 6 272 000 € 424 000 € 575 000 €" in seen
    # The first member: 363,000, as the third of six; it doubled, then added 81.5 %.
    assert "Société 200 363 000 € 42 % 90,8 % 100 %" in seen
    assert "Société 201 810 000 € 100 % −10,0 % 0 %" in seen


def test_a_member_is_called_as_its_list_does_with_the_name_of_the_register_below(
    answer: Answer, found: Prospects
) -> None:
    names = {
        number(FIRST): Called(name="Atelier Ourthe", id="m1"),
        number(SECOND): Called(name="SOCIETE 201"),
        number(BIG): Called(id="m3"),
        number(STRANGER): Called(id="m4"),
    }
    seen = words(peers_page(answer.calling(names), found, "fr"))

    assert "Atelier Ourthe Société 200 363 000 €" in seen
    # The same name written otherwise is said once; a member without a name of its own has the register's.
    assert "SOCIETE 201 810 000 €" in seen
    assert "Société 110 m3" in seen
    assert f"m4 {numbered(number(STRANGER))}" in seen
    (drawn, *_others) = ranks_charts(answer.calling(names), "fr")
    assert "Atelier Ourthe" in drawn.alt


def test_two_members_called_alike_are_told_apart_by_their_numbers(answer: Answer, found: Prospects) -> None:
    alike = answer.calling({number(n): Called(name="Jumelle") for n in (FIRST, SECOND)})

    seen = words(peers_page(alike, found, "fr"))

    assert f"Jumelle ({numbered(number(FIRST))}) Société 200" in seen


def test_no_natural_person_is_a_prospect_and_the_page_says_why(answer: Answer, found: Prospects) -> None:
    alone = peers_page(replace(answer, members=()), found, "fr")

    assert "personnes physiques. Elles sont laissées hors de cette liste : 1." in words(alone)
    assert f"Société {PERSON % 1000}" not in words(alone)
    assert "Société 102" in words(alone)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_claims_no_cause_in_any_language(
    answer: Answer, found: Prospects, language: Language
) -> None:
    for adjusted in (0.001, 0.5):
        tests = tuple(replace(test, adjusted_p=adjusted) for test in answer.tests)
        seen = words(peers_page(replace(answer, tests=tests), found, language))
        assert not re.search(r"\bimpact|\bWirkung|\bAuswirkung", seen, re.IGNORECASE)


def test_fewer_than_three_peers_give_no_value_away(answer: Answer, found: Prospects) -> None:
    two = replace(
        answer,
        quartiles=tuple(replace(one, companies=2, median=123_456_000) for one in answer.quartiles),
        standings=tuple(replace(one, peers=2) for one in answer.standings),
        trends=tuple(replace(one, peers=2) for one in answer.trends),
        tests=tuple(replace(one, peers=2, shift=123_456_000) for one in answer.tests),
    )
    page = peers_page(two, found, "fr")

    assert "123 456 000" not in words(page)
    assert "Aucune mesure n’est connue de 3 entreprises comparables au moins" in words(page)
    assert words(page).count("moins de 3 entreprises comparables") == len(answer.tests)
    assert not list(ranks_charts(two, "fr")) + list(years_charts(two, "fr"))


def test_quartiles_of_three_or_four_peers_are_said_to_say_little(answer: Answer, found: Prospects) -> None:
    four = replace(answer, quartiles=tuple(replace(one, companies=4) for one in answer.quartiles))

    assert "reposent sur moins de 5 entreprises : elles disent peu" in words(peers_page(four, found, "fr"))


def test_a_member_alone_is_said_to_be_alone(answer: Answer, found: Prospects) -> None:
    first, *others = (one for one in answer.members if one.why == "in_group")
    outside = tuple(one for one in answer.members if one.why != "in_group")
    assert others
    alone = replace(answer, members=(first, *outside), standings=(), trends=())

    assert "Un seul membre est dans le groupe" in words(peers_page(alone, found, "fr"))
    nobody = replace(alone, members=outside)
    assert "Aucun des membres n’est dans le groupe" in words(peers_page(nobody, found, "fr"))


def test_a_group_of_nobody_says_what_to_widen(answer: Answer, found: Prospects) -> None:
    empty = Answer(
        group=GROUP,
        measures=answer.measures,
        day=answer.day,
        sources=answer.sources,
        companies=0,
        natural=0,
        ending=0,
        years=(),
        quartiles=(),
    )
    seen = words(peers_page(empty, replace(found, found=(), natural=0, ending=0), "fr"))

    assert "Aucune de ces sociétés n’a de comptes qui comptent, de 2021 à 2023. Élargissez" in seen
    assert "Aucune autre société n’a cette activité en ce lieu." in seen


def test_a_difference_is_told_as_a_treasurer_says_it() -> None:
    assert told(SEEN, "fr").replace("\u202f", " ").replace("\u00a0", " ") == (
        "Valeur ajoutée par équivalent temps plein : les membres dépassent les entreprises comparables de "
        "12 000 € (intervalle : de 3 000 € à 20 000 €). Un tel écart arriverait par hasard une fois sur 100."
    )
    below = replace(SEEN, shift=-12_000, low=-20_000, high=-3_000, adjusted_p=0.002)
    assert "(interval: €3,000 to €20,000)" in told(below, "en")
    assert "by chance less than once in 100" in told(below, "en")


def test_what_may_be_chance_is_told_with_what_could_have_been_seen() -> None:
    unseen = (
        told(replace(SEEN, low=-500, adjusted_p=0.31), "fr").replace("\u202f", " ").replace("\u00a0", " ")
    )

    assert "mais ce peut être le hasard, qui en ferait autant 31 fois sur 100" in unseen
    assert "Avec 12 membres et 400 entreprises, il faut un écart d’au moins 0,83 fois l’écart type" in unseen
    assert "dépassent" not in unseen


def test_the_page_says_how_chance_was_worked_out(answer: Answer, found: Prospects) -> None:
    def seen(method: str) -> str:
        tests = tuple(replace(test, method=method) for test in answer.tests)
        return words(peers_page(replace(answer, tests=tests), found, "fr"))

    assert "9 999 en sont tirées au sort" in seen("monte_carlo")
    assert "loi normale" in seen("normal")
    assert not re.search("loi normale|tirées au sort", seen("exact"))


def test_a_member_stands_at_its_rank_between_the_quartiles(answer: Answer) -> None:
    turnover = next(iter(ranks_charts(answer, "fr")))
    last, first = marks(turnover, "members")

    # The second member is above all six peers; the first above two, and equal to one.
    assert (last["x"], first["x"]) == ((6 + 330 * 1), round(6 + 330 * 2.5 / 6, 2))
    assert {(band["x"], band["x2"]) for band in marks(turnover, "halves")} == {(88.5, 253.5)}
    assert "Société 201, 810" in turnover.alt


def test_members_without_a_rank_are_said_to_have_none(answer: Answer, found: Prospects) -> None:
    earlier = replace(answer, standings=tuple(one for one in answer.standings if one.year < 2023))

    assert "Aucun membre n’a de rang en 2023" in words(peers_page(earlier, found, "fr"))
    assert "Aucun membre n’a de rang" not in words(peers_page(answer, found, "fr"))


def test_too_many_members_are_left_to_the_table(answer: Answer, found: Prospects) -> None:
    one = next(one for one in answer.standings if one.year == 2023)
    many = replace(answer, standings=(one,) * (MOST_DRAWN + 1), measures=(one.measure,))

    assert list(ranks_charts(many, "fr")) == []
    assert "Au-delà de 60 membres, le tableau" in words(peers_page(many, found, "fr"))
    assert "Au-delà de" not in words(peers_page(answer, found, "fr"))
    some = list(ranks_charts(replace(many, standings=(one,) * 13), "fr"))
    assert [len(marks(drawing, "members")) for drawing in some] == [6, 7]


def test_years_without_peers_break_the_line(answer: Answer) -> None:
    whole = next(iter(years_charts(answer, "fr")))
    assert [row["series"] for row in marks(whole, "peers")] == [0, 0, 0]
    # 2021 to 2023: 350, 385 and 423.5 thousand.
    heights = [row["y"] for row in marks(whole, "peers points")]
    assert heights == sorted(heights, reverse=True)
    assert len(marks(whole, "members points")) == 3

    gap = replace(answer, quartiles=tuple(one for one in answer.quartiles if one.year != 2022))
    assert [row["series"] for row in marks(next(iter(years_charts(gap, "fr"))), "peers")] == [0, 1]


def test_shares_are_bars_of_the_whole(answer: Answer) -> None:
    drawing = sector_shares_chart(answer, "fr")
    companies, jobs, _ = marks(drawing, "bars")

    # Three members of the eleven companies; two of the eight with accounts, ten jobs each.
    assert companies["x2"] == round(6 + 330 * 3 / 11, 2)
    assert jobs["x2"] == round(6 + 330 * 20 / 80, 2)
    assert drawing is not None
    assert drawing.table.rows[1].cells[2].text.replace("\u00a0", " ") == "20 ETP"


def test_a_name_that_is_markup_stays_text(answer: Answer, found: Prospects) -> None:
    hostile = replace(answer.members[0], name="<script>alert(1)</script>")
    page = peers_page(replace(answer, members=(hostile, *answer.members[1:])), found, "fr")

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("fr", WIDE, "light"), ("de", PHONE, "dark"), ("nl", PHONE, "light"), ("en", WIDE, "dark")],
)
def test_axe_finds_nothing_nothing_is_asked_elsewhere_and_nothing_leaves_the_window(
    known: tuple[Answer, Prospects],
    language: Language,
    size: dict[str, int],
    scheme: str,
    tmp_path: Path,
    chromium: Browser,
) -> None:
    file = tmp_path / "peers.html"
    file.write_text(peers_page(*known, language), "utf-8")
    page = chromium.new_page(viewport=size, color_scheme=scheme)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())

    violations = Axe().run(page).response["violations"]
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()

    assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == []
    assert beyond <= 0
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def edges(table: Locator) -> tuple[bool, bool]:
    """Tell whether the left and the right edge of what is seen of a table lie in a shadow."""
    shot = Image.open(BytesIO(table.screenshot())).convert("RGB")
    ink = [[shot.getpixel((x, y)) for y in range(shot.height)] for x in (0, shot.width - 1)]
    paper = [Counter(shot.getpixel((x, y)) for y in range(shot.height)) for x in range(40, 60)]
    plain = sum(paper, Counter[object]()).most_common(1)[0][0]
    # A letter or a rule may stand at an edge; its usual colour is that of the paper, or of the shadow.
    left, right = (Counter[object](column).most_common(1)[0][0] != plain for column in ink)
    return left, right


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_table_that_goes_on_casts_a_shadow_on_that_side_and_no_other(
    known: tuple[Answer, Prospects], scheme: str, tmp_path: Path, chromium: Browser
) -> None:
    file = tmp_path / "peers.html"
    file.write_text(peers_page(*known, "fr"), "utf-8")
    page = chromium.new_page(viewport=PHONE, color_scheme=scheme)
    page.goto(file.as_uri())
    table = page.locator(".scroll:has(> table.wide)").first

    at_first = edges(table)
    table.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 60")
    table.evaluate("one => one.blur()")
    half_way = edges(table)
    table.evaluate("one => { one.scrollLeft = one.scrollWidth }")
    at_last = edges(table)
    page.set_viewport_size(WIDE)
    with_room = edges(table)
    page.emulate_media(media="print")
    on_paper = table.evaluate("one => getComputedStyle(one).backgroundImage")
    page.close()

    assert (at_first, half_way, at_last) == ((False, True), (True, True), (True, False))
    assert with_room == (False, False)
    assert on_paper == "none"


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_large_number_stands_on_one_line(
    answer: Answer, found: Prospects, size: dict[str, int], tmp_path: Path, chromium: Browser
) -> None:
    file = tmp_path / "peers.html"
    file.write_text(peers_page(replace(answer, companies=1_112_738), found, "fr"), "utf-8")
    page = chromium.new_page(viewport=size)
    page.goto(file.as_uri())

    heights = page.locator(".glance .value").evaluate_all("all => all.map(one => one.clientHeight)")
    beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()

    assert len(set(heights)) == 1
    assert beyond <= 0
