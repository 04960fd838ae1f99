"""First sentences, drafted by rules on the figures: only what the figures allow."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import polars as pl
import pytest
from tests.analysis.report.made import Reports

from grappe.analysis.dossier.settings import read_settings
from grappe.analysis.figures.catalogue import CHAPTERS, figures
from grappe.analysis.figures.prose import text_faults
from grappe.analysis.language.catalogues import LANGUAGES, Language
from grappe.analysis.report.answered_alike import answered_alike
from grappe.analysis.report.cluster_report import cluster_report
from grappe.analysis.report.document import Box, Paragraph
from grappe.analysis.report.draft_box import draft_boxes
from grappe.analysis.report.draft_checks import draft_faults
from grappe.analysis.report.draft_conditions import Condition, read_condition
from grappe.analysis.report.draft_rules import packaged, table_of
from grappe.analysis.report.drafts import Drafted, drafted
from grappe.analysis.report.lines import Lines
from grappe.analysis.report.live_prose import live


def lines_with(twist: Reports, changes: dict[str, dict[str, Any]], language: Language = "fr") -> Lines:
    """The lines of TWIST with columns of some results changed: by figure, or figure[key]."""
    results = twist.results
    for name, columns in changes.items():
        figure, _, key = name.rstrip("]").partition("[")
        here = (pl.col("figure") == figure) & (pl.col("key") == key if key else pl.lit(value=True))
        results = results.with_columns(
            pl.when(here).then(pl.lit(value, results.schema[column])).otherwise(pl.col(column)).alias(column)
            for column, value in columns.items()
        )
    return Lines(results, twist.dossier, "twist", language)


def told(sentences: list[Drafted], lines: Lines) -> list[str]:
    return [
        re.sub(r"\s+", " ", "".join(run.text for run in live(one.text, lines, one.language)))
        for one in sentences
    ]


def rules(chapter: int, lines: Lines) -> list[str]:
    return list(dict.fromkeys(one.rule for one in drafted(chapter, lines)))


def said_by(rule: str, lines: Lines) -> list[str]:
    chapter = next(one.chapter for one in packaged().rules if one.id == rule)
    return told([one for one in drafted(chapter, lines) if one.rule == rule and not one.is_coverage], lines)


@pytest.mark.parametrize(
    ("low", "high", "rule"),
    [
        (0.5, 0.9, "strategy_known"),
        (0.5001, 0.9, "strategy_known_majority"),
        (0.2, 0.5, "strategy_known"),
        (0.2, 0.4999, "strategy_known_minority"),
    ],
)
def test_a_majority_needs_the_whole_interval_above_one_half(
    twist: Reports, low: float, high: float, rule: str
) -> None:
    lines = lines_with(twist, {"strategy.known": {"low": low, "high": high}})

    assert [one for one in rules(4, lines) if one.startswith("strategy_known")] == [rule]


def test_a_majority_that_is_no_longer_allowed_is_no_longer_said(twist: Reports) -> None:
    sure = lines_with(twist, {})
    unsure = lines_with(twist, {"advantage.share": {"low": 0.49}})

    assert "majorité des membres" in said_by("advantage_majority", sure)[0]
    assert said_by("advantage_majority", unsure) == []
    assert said_by("advantage", unsure) == [
        "Être membre donne un avantage concurrentiel selon 83 % de ceux qui ont répondu à cette question."
    ]


@pytest.mark.parametrize(("share", "is_said"), [(0.7999, True), (0.8, False)])
def test_coverage_is_said_whenever_it_is_under_four_fifths(
    twist: Reports, share: float, *, is_said: bool
) -> None:
    used = {"n_used": round(share * 10_000), "n_eligible": 10_000}
    lines = lines_with(twist, {"advantage.share": used})

    assert any(one.is_coverage and "advantage.share" in one.text for one in drafted(5, lines)) == is_said


def test_the_coverage_of_a_figure_with_an_interval_says_the_interval(twist: Reports) -> None:
    (words,) = [
        words
        for one, words in zip(
            drafted(4, lines_with(twist, {})),
            told(drafted(4, lines_with(twist, {})), lines_with(twist, {})),
            strict=True,
        )
        if one.is_coverage and one.rule == "strategy_known_majority"
    ]

    assert words == (
        "Ce chiffre repose sur 29 réponses sur 57, soit 51 % : son intervalle, de 74 % à 93 % au niveau de 95 %, vaut si les autres leur ressemblent."
    )


def test_best_and_worst_are_named_only_where_intervals_part_them(twist: Reports) -> None:
    apart = lines_with(twist, {})
    alike = lines_with(twist, {"satisfaction.share": {"low": 0.3, "high": 0.95}})

    assert "réunions plénières" in said_by("satisfaction_best", apart)[0]
    assert "training" not in said_by("satisfaction_best", apart)[0]
    assert re.findall(r"\((\d+) %\)", said_by("satisfaction_worst", apart)[0]) == ["39", "42"]
    assert [r for r in rules(5, alike) if r.startswith("satisfaction")] == ["satisfaction_alike"]


def test_an_interval_that_touches_the_lowest_is_not_apart(twist: Reports) -> None:
    lowest = twist.results.filter(pl.col("figure") == "satisfaction.share").sort("value")["high"][0]
    touching = lines_with(twist, {"satisfaction.share[plenary_meetings]": {"low": lowest}})

    assert "réunions plénières" not in "".join(said_by("satisfaction_best", touching))


def test_few_provinces_hold_the_majority_only_beyond_one_half_and_without_a_tie(twist: Reports) -> None:
    name = "members.enterprises_by_province"

    assert said_by("few_provinces", lines_with(twist, {})) == [
        "La majorité des entreprises membres ont leur siège dans peu de provinces : Liège (12) et Brabant wallon (9)."
    ]
    half = lines_with(twist, {f"{name}[BE31]": {"value": 6.0}, f"{name}[BE32]": {"value": 1.0}})
    assert "12) et Brabant wallon (6)" not in "".join(said_by("few_provinces", half))
    tied = lines_with(twist, {f"{name}[BE32]": {"value": 9.0}})
    assert said_by("few_provinces", tied) == []
    one = lines_with(twist, {f"{name}[BE33]": {"value": 19.0}})
    assert said_by("one_province", one) == [
        "La majorité des entreprises membres ont leur siège dans une même province : Liège (19)."
    ]
    assert said_by("few_provinces", one) == []


def test_a_majority_of_known_seats_is_none_of_all_where_many_are_not_known(twist: Reports) -> None:
    unknown = lines_with(twist, {"members.enterprises_by_province": {"n_used": 36, "n_eligible": 80}})

    assert said_by("few_provinces", unknown) != said_by("few_provinces", lines_with(twist, {}))


@pytest.mark.parametrize(
    ("concentration", "rule"), [(0.5, "partners_concentrated"), (0.49, "partners_abroad")]
)
def test_mainly_in_one_country_only_where_concentration_says_so(
    twist: Reports, concentration: float, rule: str
) -> None:
    lines = lines_with(
        twist, {"partners.concentration": {"value": concentration}, "partners.by_country": {"n_eligible": 13}}
    )

    assert [one for one in rules(7, lines) if one.startswith("partners_")] == [rule]
    assert ("surtout" in "".join(said_by(rule, lines))) == (rule == "partners_concentrated")


@pytest.mark.parametrize(
    ("partners", "rule", "words"),
    [
        (
            {"FR": 2, "NL": 1},
            "partners_abroad",
            "Un pays étranger est plus représenté que les autres : France (2).",
        ),
        (
            {"FR": 1, "NL": 1},
            "partners_abroad_tied",
            "Arrivent en tête des pays étrangers, à égalité : France (1) et Pays-Bas (1).",
        ),
        ({"FR": 1}, "", ""),
        ({"FR": 1, "NL": 1, "DE": 1, "IT": 1}, "", ""),
        ({"FR": 2, "NL": 2, "DE": 1}, "partners_abroad_tied", "France (2) et Pays-Bas (2)."),
    ],
)
def test_countries_that_are_equal_are_named_together_and_none_comes_first_by_chance(
    twist: Reports, partners: dict[str, int], rule: str, words: str
) -> None:
    figure = pl.col("figure") == "partners.by_country"
    own = twist.results.filter(figure, pl.col("key") == "FR")
    abroad = [
        own.with_columns(key=pl.lit(country), value=pl.lit(float(many))) for country, many in partners.items()
    ]
    results = pl.concat([twist.results.filter(~figure), *abroad]).with_columns(
        value=pl.when(pl.col("figure") == "partners.concentration").then(0.3).otherwise("value")
    )
    lines = Lines(results, twist.dossier, "twist", "fr")

    assert [one for one in rules(7, lines) if one.startswith("partners_abroad")] == [rule] * bool(rule)
    assert not rule or words in said_by(rule, lines)[0]


@pytest.mark.parametrize(("third", "named"), [(0.8, 3), (0.7, 2)])
def test_a_class_as_good_as_the_first_one_left_out_is_left_out_too(
    twist: Reports, third: float, named: int
) -> None:
    figure = pl.col("figure") == "partnership.interest"
    own = twist.results.filter(figure).head(1)
    wanted = {"a": 0.95, "b": 0.9, "c": third, "d": 0.7, "e": 0.1}
    apart = {"a": 0.8, "b": 0.8, "c": 0.6, "d": 0.6, "e": 0.05}
    made = [
        own.with_columns(
            key=pl.lit(key),
            value=pl.lit(value),
            low=pl.lit(apart[key]),
            high=pl.lit(min(value + 0.05, 1.0)),
            n_used=pl.lit(20, own.schema["n_used"]),
        )
        for key, value in wanted.items()
    ]
    lines = Lines(pl.concat([twist.results.filter(~figure), *made]), twist.dossier, "twist", "fr")

    assert said_by("interest_best", lines)[0].count("« ") == named


def test_the_year_of_the_reserves_is_said_with_what_it_supposes(twist: Reports) -> None:
    assert said_by("reserves_until", lines_with(twist, {})) == [
        f"Si le scénario « {scenario} » se réalise, {year} est la dernière de ses années dont les réserves de clôture "
        "ne sont pas négatives."
        for scenario, year in (("maintien", 2011), ("commissions", 2012))
    ]


def test_what_is_all_in_one_country_is_not_said_to_be_mainly_there(twist: Reports) -> None:
    lines = lines_with(twist, {"actions.by_country[NL]": {"value": 0, "status": "missing"}})
    one_of_34_less = lines_with(
        twist, {"actions.by_country[FR]": {"value": 9}, "actions.by_country[NL]": {"status": "missing"}}
    )

    assert said_by("partners_in_one_country", lines) == [
        "Ses partenaires étrangers sont tous d’un même pays : France (3)."
    ]
    assert said_by("partners_concentrated", lines) == []
    assert said_by("actions_in_one_country", lines) == []
    assert said_by("actions_in_one_country", one_of_34_less) == [
        "Les actions menées à l’étranger le sont toutes dans un même pays : France (9)."
    ]
    assert said_by("actions_abroad", one_of_34_less) == []


@pytest.mark.parametrize(("rate", "is_said"), [(0.4, False), (0.0, True)])
def test_a_group_is_said_to_answer_less_only_where_a_test_says_so(
    twist: Reports, rate: float, *, is_said: bool
) -> None:
    lines = lines_with(twist, {"survey.response_rate_by[kind:association_public]": {"value": rate}})

    assert [("Associations" in words) for words in said_by("survey_silent_groups", lines)] == [True] * is_said
    assert "Fisher" in "".join(said_by("survey_silent_groups", lines)) or not is_said


def test_groups_that_all_answered_are_told_apart_by_nothing(twist: Reports) -> None:
    lines = lines_with(twist, {"survey.response_rate_by": {"value": 1.0}})

    assert set(answered_alike(lines).values()) == {1.0}


@pytest.mark.parametrize(("groups", "is_said"), [(8, False), (34, False), (35, True)])
def test_a_network_falls_apart_only_where_no_group_can_hold_half(
    twist: Reports, groups: int, *, is_said: bool
) -> None:
    lines = lines_with(twist, {"network.without_office[information]": {"value": groups}})

    assert bool(said_by("network_without_office", lines)) == is_said


def test_the_class_with_the_highest_value_is_named_in_a_sentence(twist: Reports) -> None:
    own = with_table(
        twist,
        """
        [[rule]]
        id = "most"
        chapter = 3
        sentence = "Surtout : {members.by_kind[highest]@name} ({members.by_kind[highest]}), et non {members.by_kind[lowest]@name}."
        """,
    )
    lines = lines_with(twist, {})

    assert draft_faults(own.dossier) == []
    assert "Surtout : Entreprises (36), et non Acteurs de la recherche." in told(
        drafted(3, lines, table_of(own.dossier)), lines
    )


@pytest.mark.parametrize(("spread", "is_said"), [(0.15, True), (0.1499, False)])
def test_attendance_varies_much_by_its_spread(twist: Reports, spread: float, *, is_said: bool) -> None:
    lines = lines_with(twist, {"board.attendance_spread": {"value": spread}})

    assert bool(said_by("board_attendance_variable", lines)) == is_said


def test_the_mean_is_pulled_only_above_the_interval_of_the_median(twist: Reports) -> None:
    high = twist.results.filter(pl.col("figure") == "employment.median")["high"][0]

    assert said_by("employment_mean_pulled", lines_with(twist, {"employment.mean": {"value": high}})) == []
    assert (
        said_by("employment_mean_pulled", lines_with(twist, {"employment.mean": {"value": high + 0.1}})) != []
    )


def test_a_loss_is_expected_only_where_one_is(twist: Reports) -> None:
    assert said_by("loss_expected", lines_with(twist, {})) == [
        "Une perte est prévue : au plus mauvais exercice (2013, scénario maintien), le résultat prévu est de −94 000 €."
    ]
    assert said_by("loss_expected", lines_with(twist, {"finance.result": {"value": 0.0}})) == []


def test_nothing_drafted_speaks_of_what_is_not_known(twist: Reports) -> None:
    nothing = {name: {"value": None, "status": "not_available"} for name in figures()}
    hidden = {name: {"value": None, "status": "suppressed"} for name in figures()}

    assert [drafted(chapter, lines_with(twist, nothing)) for chapter in CHAPTERS] == [[]] * 8
    assert [drafted(chapter, lines_with(twist, hidden)) for chapter in CHAPTERS] == [[]] * 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_reads_in_every_language(twist: Reports, language: Language) -> None:
    lines = lines_with(twist, {}, language)

    for chapter in CHAPTERS:
        words = " ".join(told(drafted(chapter, lines), lines))
        assert words
        assert not {"{", "}", "*"} & set(words)


def test_every_rule_of_the_table_is_sound() -> None:
    for rule in packaged().rules:
        for words in (rule.sentence, rule.item):
            assert text_faults(words.replace("{list}", ""), table=rule.id) == []
        assert rule.chapter in CHAPTERS
        assert not rule.each or figures()[rule.each].key is not None
    assert len({rule.id for rule in packaged().rules}) == len(packaged().rules)


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("members.total at least 57", True),
        ("members.total is above 57", False),
        ("members.total > 56", True),
        ("members.total = 57", True),
        ("survey.response_rate below 50,9 %", True),
        ("employment.mean above 1.5 times employment.median", True),
        ("employment.median high at most 16", True),
        ("employment.median coverage below 60 %", True),
        ("satisfaction.share[lowest] below satisfaction.share[highest] low", True),
        ("peer.hodges_lehmann[fte] p below 0.05", True),
        ("members.total below 1 or members.total above 50", True),
        ("employment.size_class[nothing] at least 0", False),
    ],
)
def test_conditions_are_plain_words(twist: Reports, written: str, *, holds: bool) -> None:
    read = read_condition(written)

    assert isinstance(read, Condition)
    assert read.holds(lines_with(twist, {})) == holds


def with_table(twist: Reports, toml: str) -> Reports:
    dossier = dataclasses.replace(twist.dossier, beside={"drafts.toml": toml.encode()})
    return dataclasses.replace(twist, dossier=dossier)


def test_a_dossier_replaces_switches_off_and_adds_rules(twist: Reports) -> None:
    own = with_table(
        twist,
        """
        [[rule]]
        id = "members_total"
        chapter = 3
        sentence = "Nous sommes {members.total|membre|membres}."
        [[rule]]
        id = "members_moves"
        off = true
        [[rule]]
        id = "mine"
        chapter = 3
        after = "members_total"
        when = ["members.retention at least 90 %"]
        sentence = "Neuf membres sur dix sont restés ({members.retention})."
        """,
    )
    lines = lines_with(twist, {}, "en")

    assert draft_faults(own.dossier) == []
    found = drafted(3, lines, table_of(own.dossier))
    assert [one.rule for one in found[:3]] == ["members_total", "mine", "members_enterprises"]
    assert "members_moves" not in {one.rule for one in found}
    # The dossier's own sentences stay in its language, numbers too; Grappe's follow the report.
    assert told(found[:3], lines) == [
        "Nous sommes 57 membres.",
        "Neuf membres sur dix sont restés (90 %).",
        "36 are enterprises.",
    ]


@pytest.mark.parametrize(
    ("toml", "place", "words"),
    [
        ("[[rule]", "drafts.toml", "ce n’est pas du TOML"),
        ("rule = 3", "drafts.toml", "les règles ne sont pas une liste"),
        ("[coverage]\nbelow = 0.5", "drafts.toml", "« coverage » n’a pas de sens ici"),
        ("[[rule]]\nchapter = 3", "drafts.toml", "n’a pas d’identifiant"),
        ('[[rule]]\nid = "a"\nchapter = 3', "drafts.toml [a], colonne sentence", "n’a pas de phrase"),
        ('[[rule]]\nid = "a"\nchapter = 9\nsentence = "x"', "drafts.toml [a], colonne chapter", "n’est pas un chapitre"),
        ('[[rule]]\nid = "membrs_total"\noff = true', "drafts.toml [membrs_total]", "Vouliez-vous dire « members_total » ?"),
        ('[[rule]]\nid = "a"\nchapter = 3\nsentance = "x"\nsentence = "x"', "colonne sentance", "Vouliez-vous dire « sentence » ?"),
        ('[[rule]]\nid = "a"\nchapter = 3\nmost = "3"\nsentence = "x"', "colonne most", "Un nombre entier est attendu."),
        ('[[rule]]\nid = "a"\nchapter = 3\nwhen = "x"\nsentence = "x"', "colonne when", "Une liste de textes est attendue"),
        ('[[rule]]\nid = "a"\nchapter = 3\nsentence = "{members.totl}"', "colonne sentence", "Vouliez-vous dire « members.total » ?"),
        ('[[rule]]\nid = "a"\nchapter = 3\nsentence = "{members.by_kind[entreprise]}"', "colonne sentence", "Vouliez-vous dire « enterprise » ?"),
        ('[[rule]]\nid = "a"\nchapter = 3\nwhen = ["members.totl > 3"]\nsentence = "x"', "colonne when", "Vouliez-vous dire « members.total » ?"),
        ('[[rule]]\nid = "a"\nchapter = 3\nwhen = ["members.total lowe > 3"]\nsentence = "x"', "colonne when", "Bornes : value, low"),
        ('[[rule]]\nid = "a"\nchapter = 3\nwhen = ["members.total"]\nsentence = "x"', "colonne when", "ne compare rien. Comparaisons : above"),
        ('[[rule]]\nid = "a"\nchapter = 3\nwhen = ["members.total p < 0.05"]\nsentence = "x"', "colonne when", "n’a pas de valeur p"),
        ('[[rule]]\nid = "a"\nchapter = 3\nwhen = ["members.by_kind[entreprise] > 3"]\nsentence = "x"', "colonne when", "enterprise"),
        ('[[rule]]\nid = "a"\nchapter = 3\nwhen = ["members.by_kind[*] > 3"]\nsentence = "x"', "colonne when", 'each = "members.by_kind"'),
        ('[[rule]]\nid = "a"\nchapter = 3\nsentence = "{members.by_kind[*]}"', "colonne sentence", "n’y désigne aucune classe"),
        ('[[rule]]\nid = "a"\nchapter = 3\neach = "members.total"\nsentence = "x"', "colonne each", "n’a pas de classes"),
        ('[[rule]]\nid = "a"\nchapter = 3\neach = "members.by_kind"\nitem = "y"\nsentence = "x"', "colonne sentence", "où va la liste"),
        ('[[rule]]\nid = "a"\nchapter = 3\nsentence = "x {list}"', "colonne item", "comment en écrire les éléments"),
        ('[[rule]]\nid = "a"\nchapter = 3\nsentence = "x"\nunless = ["membrs_total"]', "colonne unless", "Vouliez-vous dire « members_total » ?"),
        ('[[rule]]\nid = "a"\nchapter = 3\nsentence = "x"\norder = "highst"', "colonne order", "Vouliez-vous dire « highest » ?"),
        ('[[rule]]\nid = "a"\nchapter = 3\nsentence = "x"\n[[rule]]\nid = "a"\nchapter = 3\nsentence = "y"', "drafts.toml [a]", "deux règles portent cet identifiant"),
    ],
)  # fmt: skip
def test_a_wrong_rule_is_a_fault_with_its_place_and_remedy(
    twist: Reports, toml: str, place: str, words: str
) -> None:
    (fault,) = draft_faults(with_table(twist, toml).dossier)

    assert place in fault.place("fr")
    assert words in fault.sentence("fr")


@pytest.mark.parametrize(
    ("drafts", "drafted_chapters"),
    [("replace", [1, 2, 4, 5, 6, 7, 8]), ("complete", [1, 2, 3, 4, 5, 6, 7, 8]), ("none", [])],
)
def test_drafts_replace_or_complete_findings_or_are_not_wanted(
    twist: Reports, drafts: str, drafted_chapters: list[int]
) -> None:
    dossier = dataclasses.replace(
        twist.dossier,
        settings=dataclasses.replace(twist.dossier.settings, drafts=drafts),
        tables={
            **twist.dossier.tables,
            "findings": twist.dossier.tables["findings"].filter(pl.col("chapter").cast(pl.Int64) == 3),
        },
    )

    document = cluster_report(dossier, twist.asked, twist.results, "fr", lambda _sentence: None)

    boxes = {
        chapter.number: block
        for chapter in document.chapters
        for block in chapter.blocks
        if isinstance(block, Box) and block.role == "draft"
    }
    assert list(boxes) == drafted_chapters
    for number, box in boxes.items():
        rules_named = box.foot[0].text.rpartition(" : ")[2].rpartition("\u202f: ")[2].rstrip(".").split(", ")
        assert rules_named == rules(number, lines_with(twist, {}))
    assert [chapter.number for chapter in document.chapters if isinstance(chapter.blocks[0], Paragraph)] == [
        3
    ]


def test_the_setting_of_drafts_is_checked() -> None:
    settings, faults = read_settings({"drafts": "completee"})

    assert settings.drafts == "replace"
    assert "Vouliez-vous dire « complete » ?" in faults[0].sentence("fr")


def test_a_rule_may_begin_a_paragraph(twist: Reports) -> None:
    lines = lines_with(twist, {})

    (box,) = draft_boxes(3, lines, packaged())

    starts = [paragraph.runs[0].text for paragraph in box.paragraphs]
    assert [start[:20] for start in starts] == [
        "Au jour de référence",
        "L’emploi médian des ",
        "Dans le secteur «\u202f59",
        "Les valeurs des entr",
    ]


def test_a_mean_of_items_says_what_its_items_rest_on(twist: Reports) -> None:
    """`impact.mean` counts questions, and knows all eight: its answers are those of 24 members out of 57."""
    lines = Lines(twist.results, twist.dossier, "twist", "fr")
    told = [one for one in drafted(5, lines) if one.rule == "impact_mean"]

    assert [one.is_coverage for one in told] == [False, True]
    words = "".join(run.text for run in live(told[1].text, lines, "fr"))
    assert words.startswith("Ce chiffre repose sur 24\u00a0réponses sur 57, soit 42")


def test_the_members_beside_their_peers_are_counted_among_all(twist: Reports) -> None:
    lines = Lines(twist.results, twist.dossier, "twist", "fr")
    (first, *_) = [one for one in drafted(3, lines) if one.rule == "peers_above"]

    assert "5\u00a0entreprises membres sur 36, face à 84" in "".join(
        run.text for run in live(first.text, lines, "fr")
    )
