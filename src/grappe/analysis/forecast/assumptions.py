"""What a projection supposes, said in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from grappe.analysis.forecast.due import Recognition, ends_on
from grappe.analysis.forecast.notes import Euros, Note, Share
from grappe.analysis.forecast.plans import Plan
from grappe.analysis.forecast.projection import Projection, Year
from grappe.analysis.language.catalogues import N_


def assumptions(
    plan: Plan, projection: Projection, recognitions: Sequence[Recognition], assumed: int = 0
) -> list[Note]:
    """Return what a projection supposes: what it starts from, the subsidy of each year, the cash.

    assumed: how many of the last recognitions were added by whoever asks.
    """
    return [
        *plan.notes,
        *_start(plan),
        *_subsidies(projection, recognitions, assumed),
        *_limits(projection),
        *_cash(plan),
    ]


def _start(plan: Plan) -> list[Note]:
    if plan.opening.reserves is None:
        return [
            Note(N_("Les réserves de départ manquent au grand livre : seuls les résultats sont calculés."))
        ]
    hole = _hole(plan)
    if hole is not None:
        return [
            Note(
                N_("L’année {year} manque au grand livre : les réserves ne peuvent être suivies au-delà."),
                {"year": hole},
            )
        ]
    return []


def _hole(plan: Plan) -> int | None:
    years = [*([plan.opening.year] if plan.opening.year is not None else []), *sorted(plan.years)]
    return next((a + 1 for a, b in pairwise(years) if b != a + 1), None)


def _subsidies(projection: Projection, recognitions: Sequence[Recognition], assumed: int) -> list[Note]:
    notes = []
    for source, own in groupby(projection.years, key=_kind):
        years = [*own]
        values: dict[str, object] = {"years": _years(years)}
        if source == "outside":
            end = ends_on(recognitions)
            message = N_(
                "{years} : hors de toute reconnaissance, aucune subvention de fonctionnement n’est due."
            )
            if end is not None and years[0].year > end.year:
                message = N_(
                    "{years} : au-delà de la reconnaissance (fin le {end}), aucune subvention n’est comptée."
                )
                values["end"] = end.strftime("%d/%m/%Y")
            notes.append(Note(message, values))
        elif source in SAID:
            notes.append(Note(SAID[source], values))
        notes += [_part_of_a_year(year) for year in years if source == "law" and _is_partly_covered(year)]
    if assumed:
        first = recognitions[len(recognitions) - assumed]
        rate = first["subsidy_rate"]
        values = {
            "from": first["starts_on"].strftime("%d/%m/%Y"),
            "rate": "" if rate is None else Share(rate),
        }
        message = N_("Hypothèse : la reconnaissance est renouvelée à partir du {from}, au taux du texte.")
        if rate is not None:
            message = N_(
                "Hypothèse : la reconnaissance est renouvelée à partir du {from}, au taux de {rate}."
            )
        notes.append(Note(message, values))
    return notes


def _is_partly_covered(year: Year) -> bool:
    return bool(year.due.portions) and year.due.days < year.due.portions[0].of


def _part_of_a_year(year: Year) -> Note:
    return Note(
        N_("{year} : la reconnaissance couvre {days} jours sur {of} ; la subvention est au prorata."),
        {"year": year.year, "days": year.due.days, "of": year.due.portions[0].of},
    )


SAID = {
    "ledger": N_("{years} : le texte ne dit pas la subvention (taux, reconnaissance ou dépenses admissibles inconnus) ; celle du grand livre est reprise."),
    "given": N_("{years} : la subvention est celle que vous donnez, non celle du texte."),
    "none": N_("{years} : le dossier ne dit aucune reconnaissance ; aucune subvention n’est comptée."),
    "unknown_rate": N_("{years} : le taux de la subvention n’est pas connu (régime de 2024) ; le résultat ne peut être calculé. Donnez le taux avec la reconnaissance (subsidy_rate)."),
    "no_costs": N_("{years} : sans dépenses admissibles, la subvention n’est pas connue, ni le résultat."),
}  # fmt: skip


def _kind(year: Year) -> str:
    if year.subsidy_from == "unknown":
        return year.due.reason
    return "outside" if year.subsidy_from == "law" and year.due.reason == "outside" else year.subsidy_from


def _limits(projection: Projection) -> list[Note]:
    limited = [year for year in projection.years if year.limited]
    if not limited:
        return []
    return [
        Note(
            N_(
                "{years} : les dépenses admissibles, plus hautes que les charges, sont ramenées à elles ({most} au plus)."
            ),
            {"years": _years(limited), "most": Euros(max(year.costs or 0.0 for year in limited))},
        )
    ]


def _cash(plan: Plan) -> list[Note]:
    if any("cash" in amounts for amounts in plan.years.values()):
        return [
            Note(
                N_(
                    "La trésorerie bouge avec le résultat ; les autres mouvements que le grand livre prévoit (emprunts, délais, investissements) sont gardés."
                )
            )
        ]
    if plan.opening.cash is not None:
        return [
            Note(
                N_(
                    "Le grand livre ne prévoit pas la trésorerie : elle bouge avec le résultat et le besoin en fonds de roulement."
                )
            )
        ]
    return []


def _years(years: Sequence[Year]) -> str:
    first, last = years[0].year, years[-1].year
    if first == last:
        return str(first)
    consecutive = last - first + 1 == len(years)
    return f"{first}–{last}" if consecutive else ", ".join(str(year.year) for year in years)
