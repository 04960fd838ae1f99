"""What if: lines of the ledger moved, as `fees=+10%` or `commissions@2012=12 000` say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from grappe.analysis.dossier.columns import Column
from grappe.analysis.dossier.nearest import nearest, plain
from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.dossier.values import PATIENT, Wrong
from grappe.analysis.forecast.due import Recognition
from grappe.analysis.forecast.notes import Euros, Line, Note, SignedShare
from grappe.analysis.forecast.plans import Plan
from grappe.analysis.forecast.projection import Moved, project
from grappe.analysis.language.catalogues import LANGUAGES, N_, Language, say
from grappe.analysis.vocabulary.classes import LEDGER_LINES

How = Literal["percent", "add", "set"]
MEMBERS = "members"
"""Not a line of the ledger: the fees follow the number of members."""
SETTABLE = (
    "fees", "commissions", "other_income", "specific_subsidy", "subsidy",
    "costs", "eligible_costs", "working_capital_need",
)  # fmt: skip
FOLLOWS = ("result", "reserves", "cash", "working_capital")
"""Lines that are worked out."""
NEVER_BELOW_ZERO = ("fees", "commissions", "specific_subsidy", "subsidy", "costs", "eligible_costs")
WRITTEN = re.compile(
    r"\s*(?P<line>[^@\[\]=]+?)\s*(?:@\s*(?P<first>\d{4})\s*(?:(?:-|–|\.\.|:)\s*(?P<last>\d{4}))?\s*)?"
    r"(?:\[(?P<scenario>.+)\]\s*)?=(?P<value>[^\]=]*)",
    re.DOTALL,
)
"""`line@2011-2013[scenario]=value`; the scenario runs to the last bracket, whatever it holds."""
THOUSANDS_OR_DECIMALS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
SIGNS = str.maketrans({"−": "-", "–": "-", "＋": "+"})
MONEY = re.compile(r"(?i)\s*(€|\beur(os?)?\b)\s*")


class WrongChange(Refusal):
    """A change that cannot be read, or has nothing to change."""

    exit_code = 2

    def __init__(self, written: str, *notes: Note) -> None:
        self.written = written
        self.notes = notes
        super().__init__(written)

    def sentences(self, language: Language = "fr") -> list[str]:
        """Say which change, what is wrong, what to write."""
        words = " ".join(note.sentence(language) for note in self.notes)
        return [say(N_("--set « {written} » : {words}"), language, written=self.written, words=words)]


class UnknownScenario(WrongChange):
    """A scenario asked for that is not there."""

    def sentences(self, language: Language = "fr") -> list[str]:
        """Say which, and which there are."""
        return [" ".join(note.sentence(language) for note in self.notes)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line moved. value: a share for `percent`, else EUR (for members: a number of them)."""

    line: str
    how: How
    value: float
    first: int | None = None
    last: int | None = None
    """The years it holds in, both included; None: all."""
    scenario: str | None = None
    written: str = ""
    """As the person wrote it."""

    def holds(self, plan: Plan, year: int) -> bool:
        """Tell whether it moves this year of this plan."""
        return (
            self.scenario in (None, plan.name)
            and (self.first is None or self.first <= year)
            and (self.last is None or year <= self.last)
        )

    def of(self, before: float) -> float:
        """Return the new amount."""
        if self.how == "percent":
            return before * (1 + self.value)
        return before + self.value if self.how == "add" else self.value


def read_change(written: str) -> Change:
    """Read one change. Raises WrongChange."""
    match = WRITTEN.fullmatch(written)
    if match is None:
        raise WrongChange(
            written,
            Note(
                N_(
                    "une ligne, « = » et une valeur sont attendus, comme fees=+10%, commissions=12000 ou fees@2012=-500."
                )
            ),
        )
    line = _line(match["line"], written)
    how, value = _value(match["value"], written, line)
    first, last = match["first"], match["last"]
    if first and last and last < first:
        raise WrongChange(written, Note(N_("la dernière année précède la première.")))
    return Change(
        line=line,
        how=how,
        value=value,
        first=int(first) if first else None,
        last=int(last or first) if first else None,
        scenario=match["scenario"],
        written=written,
    )


def _line(name: str, written: str) -> str:
    names = {
        code: {say(label, tongue) for tongue in LANGUAGES} | {code} for code, label in LEDGER_LINES.items()
    }
    names[MEMBERS] = {MEMBERS, *(say(N_("Membres"), tongue) for tongue in LANGUAGES)}
    asked = plain(name)
    code = next((code for code, forms in names.items() if asked in map(plain, forms)), None)
    if code is None:
        guess = nearest(name, [form for forms in names.values() for form in forms])
        remedy = (
            Note(N_("Vouliez-vous dire « {guess} » ?"), {"guess": guess})
            if guess
            else Note(N_("Lignes : {lines}."), {"lines": ", ".join((*SETTABLE, MEMBERS))})
        )
        raise WrongChange(
            written, Note(N_("« {line} » n’est pas une ligne du grand livre."), {"line": name}), remedy
        )
    if code in FOLLOWS:
        raise WrongChange(
            written,
            Note(
                N_("« {line} » se calcule et ne se fixe pas : changez ce dont il vient. Lignes : {lines}."),
                {"line": code, "lines": ", ".join((*SETTABLE, MEMBERS))},
            ),
        )
    return code


def _value(given: str, written: str, line: str) -> tuple[How, float]:
    words = MONEY.sub("", given.translate(SIGNS)).strip()
    percent = words.endswith("%")
    bare = words.removesuffix("%").strip()
    signed = bare[:1] in ("+", "-")
    digits = bare.lstrip("+-").strip()
    if THOUSANDS_OR_DECIMALS.fullmatch(digits):
        raise WrongChange(
            written,
            Note(
                N_("« {value} » peut se lire de deux façons : écrivez {thousands} ou {decimals}."),
                {
                    "value": digits,
                    "thousands": re.sub("[.,]", "", digits),
                    "decimals": re.sub(r"[.,](\d\d)\d", r",\1", digits),
                },
            ),
        )
    try:
        number = PATIENT["number"](bare, Column(name="amount", kind="number", about=""))
    except Wrong:
        raise WrongChange(
            written,
            Note(
                N_("« {value} » n’est pas une valeur : écrivez +10%, -5%, +3000, -3000 ou 12000."),
                {"value": given.strip()},
            ),
        ) from None
    value = float(number) if isinstance(number, int | float) else 0.0
    if percent and not signed:
        raise WrongChange(
            written,
            Note(N_("« {value} » : de plus ou de moins ? Écrivez +{value} ou -{value}."), {"value": words}),
        )
    if percent:
        return "percent", value / 100
    if line == MEMBERS and not value.is_integer():
        raise WrongChange(
            written, Note(N_("« {value} » n’est pas un nombre entier de membres."), {"value": words})
        )
    return ("add" if signed else "set"), value


def check_targets(changes: Iterable[Change], plans: Sequence[Plan]) -> None:
    """Raise WrongChange for a scenario or a year that no plan has."""
    names = [plan.name for plan in plans]
    for change in changes:
        if change.scenario is not None and change.scenario not in names:
            raise WrongChange(change.written, *unknown_scenario(change.scenario, names))
        chosen = [plan for plan in plans if change.scenario in (None, plan.name)]
        years = sorted({year for plan in chosen for year in plan.years})
        if not any(change.holds(plan, year) for plan in chosen for year in plan.years):
            raise WrongChange(
                change.written,
                Note(
                    N_("aucune année ne convient. Années à venir : {years}."),
                    {"years": ", ".join(map(str, years))},
                ),
            )


def check_scenarios(asked: Iterable[str], plans: Sequence[Plan]) -> None:
    """Raise UnknownScenario for a scenario that no plan has."""
    names = [plan.name for plan in plans]
    for name in asked:
        if name not in names:
            raise UnknownScenario(name, *unknown_scenario(name, names))


def unknown_scenario(name: str, names: Sequence[str]) -> list[Note]:
    """Return what to say of a scenario that is not there."""
    guess = nearest(name, names)
    return [
        Note(N_("« {name} » n’est pas un scénario du dossier."), {"name": name}),
        Note(N_("Vouliez-vous dire « {guess} » ?"), {"guess": guess})
        if guess
        else Note(N_("Scénarios : {names}."), {"names": ", ".join(names)}),
    ]


def moved(
    plan: Plan,
    changes: Iterable[Change],
    recognitions: Sequence[Recognition] = (),
    members: int | None = None,
) -> tuple[Moved, list[Note]]:
    """Return a plan's lines once changed, one change after the other, and what is to be said of them.

    members: the number of members on the reference day, by which fees follow. Raises WrongChange.
    """
    years = {year: dict(amounts) for year, amounts in plan.years.items()}
    subsidies: dict[int, float] = {}
    notes: list[Note] = []
    for change in changes:
        held = [year for year in sorted(years) if change.holds(plan, year)]
        if not held:
            continue
        if change.line == MEMBERS:
            notes += _more_members(change, plan, held, years, members)
            continue
        idle = True
        due = _subsidies(plan, recognitions, Moved(years, subsidies)) if change.line == "subsidy" else {}
        for year in held:
            before = due.get(year, years[year].get(change.line))
            if before is None and (
                change.how == "percent" or (change.how == "add" and change.line not in INCOME)
            ):
                continue
            idle = idle and change.how == "percent" and not before
            after = change.of(before or 0.0)
            _refuse_below_zero(change, year, before, after)
            years[year][change.line] = after
            if change.line == "subsidy":
                subsidies[year] = after
        if all(change.line not in years[year] for year in held):
            raise WrongChange(
                change.written,
                Note(
                    N_(
                        "le scénario « {name} » n’a pas cette ligne ({line}) : donnez-lui un montant, comme {code}=12000."
                    ),
                    {"name": plan.name, "line": Line(change.line), "code": change.line},
                ),
            )
        if idle:
            notes.append(
                Note(
                    N_("{line} : {change} de rien ne change rien ; donnez un montant, comme {code}=12000."),
                    {"line": Line(change.line), "change": SignedShare(change.value), "code": change.line},
                )
            )
    return Moved(years, subsidies), notes


def _subsidies(plan: Plan, recognitions: Sequence[Recognition], lines: Moved) -> dict[int, float]:
    """Return the subsidies that the projection counts on: what a change of them starts from."""
    years = project(plan, recognitions, lines).years
    return {year.year: year.subsidy for year in years if year.subsidy is not None}


INCOME = ("fees", "commissions", "other_income", "specific_subsidy", "subsidy")
"""Lines that count as none where nobody wrote them."""


def _refuse_below_zero(change: Change, year: int, before: float | None, after: float) -> None:
    if change.line in NEVER_BELOW_ZERO and after < 0 <= (before or 0.0):
        raise WrongChange(
            change.written,
            Note(
                N_("{line} : {after} en {year} ; un montant négatif n’a pas de sens (avant : {before})."),
                {
                    "line": Line(change.line),
                    "after": Euros(after),
                    "year": year,
                    "before": Euros(before or 0.0),
                },
            ),
        )


def _more_members(
    change: Change,
    plan: Plan,
    held: Sequence[int],
    years: Mapping[int, dict[str, float]],
    members: int | None,
) -> list[Note]:
    if not members:
        raise WrongChange(change.written, Note(N_("le dossier n’a aucun membre au jour de référence.")))
    now = change.of(members)
    if now < 0:
        raise WrongChange(
            change.written,
            Note(N_("un nombre de membres négatif ({count}) n’a pas de sens."), {"count": now}),
        )
    known = [year for year in held if "fees" in years[year]]
    if not known:
        raise WrongChange(
            change.written,
            Note(
                N_("le scénario « {name} » n’a pas de cotisations que le nombre de membres ferait bouger."),
                {"name": plan.name},
            ),
        )
    for year in known:
        years[year]["fees"] *= now / members
    return [
        Note(
            N_(
                "Hypothèse : les cotisations suivent le nombre de membres ({before} au jour de référence, {after} ici : {share})."
            ),
            {
                "before": members,
                "after": f"{now:g}",
                "share": SignedShare(now / members - 1),
            },
        )
    ]
