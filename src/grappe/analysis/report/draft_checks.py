"""What is wrong with a dossier's own rules for drafts: each fault with its place and its remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from grappe.analysis.dossier.dossier import Dossier
from grappe.analysis.dossier.faults import Fault
from grappe.analysis.dossier.nearest import nearest
from grappe.analysis.figures.catalogue import CHAPTERS, figures
from grappe.analysis.figures.figure import figure_name
from grappe.analysis.figures.places import Wrong
from grappe.analysis.figures.prose import text_faults
from grappe.analysis.language.catalogues import N_
from grappe.analysis.report.draft_conditions import CURRENT, HIGHEST, LOWEST, read_condition
from grappe.analysis.report.draft_rules import FILE, ORDER, Rule, ids, own_rules, packaged

NAMES = (*(field.name for field in fields(Rule) if field.name != "is_own"), "off", "after", "why")
STAND_INS = (CURRENT, HIGHEST, LOWEST)
TYPES: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("id", "sentence", "each", "item", "among", "order", "rests", "after", "why"), (str,)),
    **dict.fromkeys(("when", "but", "unless"), (list,)),
    **dict.fromkeys(("chapter", "most"), (int,)),
    "together": (int, float),
    **dict.fromkeys(("off", "paragraph", "tied"), (bool,)),
}
EXPECTED: Mapping[type, str] = {
    str: N_("Un texte entre guillemets est attendu."),
    list: N_("Une liste de textes est attendue, entre crochets."),
    int: N_("Un nombre entier est attendu."),
    float: N_("Un nombre est attendu, comme 0.5."),
    bool: N_("true ou false est attendu."),
}


def draft_faults(dossier: Dossier) -> list[Fault]:
    """Return every fault of the rules that a dossier has of its own."""
    try:
        given = own_rules(dossier)
    except (ValueError, RecursionError) as error:
        return [
            Fault(
                table=FILE,
                value=str(error),
                what=N_("ce n’est pas du TOML ({value})."),
                remedy=N_("Corrigez-le, ou supprimez-le : les règles de Grappe suffisent."),
            )
        ]
    faults = [
        Fault(
            table=FILE,
            value=name,
            what=N_("« {value} » n’a pas de sens ici."),
            expected=N_("Seules sont lues les règles, chacune sous [[rule]]."),
        )
        for name in given
        if name != "rule"
    ]
    rules = given.get("rule", [])
    if not isinstance(rules, list) or not all(isinstance(rule, Mapping) for rule in rules):
        return [
            *faults,
            Fault(
                table=FILE,
                what=N_("les règles ne sont pas une liste."),
                expected=N_("Chaque règle commence par une ligne [[rule]]."),
            ),
        ]
    own = [str(rule.get("id")) for rule in rules]
    known = list(dict.fromkeys([*ids(packaged().rules), *own]))
    for place, rule in enumerate(rules, start=1):
        faults += _of_rule(rule, place, own, known)
    return faults


def _of_rule(rule: Mapping[str, Any], place: int, own: list[str], known: list[str]) -> Iterator[Fault]:
    name = rule.get("id")
    if not isinstance(name, str) or not name.strip():
        yield Fault(
            table=FILE,
            value=str(place),
            what=N_("la règle n° {value} n’a pas d’identifiant."),
            remedy=N_('Donnez-lui en un : id = "ma_regle".'),
        )
        return
    at = f"{FILE} [{name}]"
    if own.count(name) > 1 and own.index(name) == place - 1:
        yield Fault(table=at, what=N_("deux règles portent cet identifiant."), remedy=N_("Gardez-en une."))
    shaped = list(_shape(rule, at))
    yield from shaped
    if shaped:
        return
    if rule.get("off"):
        if name not in ids(packaged().rules):
            yield _unknown(
                at, "id", name, ids(packaged().rules), N_("« {value} » n’est pas une règle de Grappe.")
            )
        return
    yield from _sense(rule, at, known)


def _shape(rule: Mapping[str, Any], at: str) -> Iterator[Fault]:
    """Yield faults of names and types: what is read, and what kind each must be."""
    for field, value in rule.items():
        if field not in TYPES:
            yield _unknown(at, field, field, NAMES, N_("« {value} » n’est rien qu’une règle puisse avoir."))
            continue
        kinds = TYPES[field]
        is_wrong = not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds)
        if is_wrong or (kinds == (list,) and not all(isinstance(one, str) for one in value)):
            yield Fault(
                table=at,
                column=field,
                value=str(value),
                what=N_("« {value} » n’est pas de la bonne forme."),
                expected=EXPECTED[kinds[-1]],
            )
    if rule.get("off"):
        return
    if not str(rule.get("sentence", "")).strip():
        yield Fault(
            table=at,
            column="sentence",
            what=N_("la règle n’a pas de phrase."),
            remedy=N_("Écrivez-la, ou éteignez la règle : off = true."),
        )
    if rule.get("chapter") not in CHAPTERS:
        yield Fault(
            table=at,
            column="chapter",
            value=str(rule.get("chapter", "")),
            what=N_("« {value} » n’est pas un chapitre."),
            expected=N_("Un nombre de 1 à 8 est attendu."),
        )


def _sense(rule: Mapping[str, Any], at: str, known: list[str]) -> Iterator[Fault]:
    each = rule.get("each", "")
    yield from _conditions(rule, at)
    yield from _classes(each, at)
    for field in ("sentence", "item"):
        text = rule.get(field, "")
        yield from text_faults(text.replace("{list}", ""), table=at, column=field, stand_ins=STAND_INS)
        if "[*]" in text and not each:
            yield _no_class(at, field, text)
    yield from _list(rule, at)
    if rule.get("order") and ORDER.match(rule["order"]) is None:
        orders = ("highest", "lowest", "first", "last")
        yield _unknown(at, "order", rule["order"], orders, N_("« {value} » n’est pas un ordre."))
    for field in ("unless", "after"):
        named = rule.get(field, [])
        for other in [named] if isinstance(named, str) else named:
            if other not in known:
                yield _unknown(at, field, other, known, N_("« {value} » n’est le nom d’aucune règle."))


def _conditions(rule: Mapping[str, Any], at: str) -> Iterator[Fault]:
    for written in rule.get("when", ()):
        read = read_condition(written)
        if isinstance(read, Wrong):
            yield Fault(
                table=at,
                column="when",
                value=written,
                what=read.what,
                remedy=read.remedy,
                values=read.values,
            )
            continue
        if any(side.key == CURRENT for side in read.figures) and not rule.get("each"):
            yield _no_class(at, "when", written)
        for side in read.figures:
            if side.key:
                braces = f"{{{figure_name(side.figure, side.key)}}}"
                yield from text_faults(braces, table=at, column="when", stand_ins=STAND_INS)


def _classes(each: str, at: str) -> Iterator[Fault]:
    if each and each not in figures():
        yield _unknown(
            at, "each", each, list(figures()), N_("le chiffre « {value} » n’est pas au catalogue.")
        )
    elif each and figures()[each].key is None:
        yield Fault(
            table=at,
            column="each",
            value=each,
            what=N_("le chiffre « {value} » n’a pas de classes."),
            remedy=N_("Retirez « each », ou nommez un chiffre qui en a, comme members.by_kind."),
        )


def _list(rule: Mapping[str, Any], at: str) -> Iterator[Fault]:
    has_item, has_list = bool(rule.get("item")), "{list}" in rule.get("sentence", "")
    if has_list and not has_item:
        yield Fault(
            table=at,
            column="item",
            what=N_("la phrase a une liste, et rien ne dit comment en écrire les éléments."),
            remedy=N_('Ajoutez-le : item = "{{members.by_kind[*]@name}} ({{members.by_kind[*]}})".'),
        )
    elif has_item and not has_list:
        yield Fault(
            table=at,
            column="sentence",
            what=N_("la phrase ne dit pas où va la liste."),
            remedy=N_("Écrivez {{list}} à sa place, ou retirez « item »."),
        )
    elif has_item and not rule.get("each"):
        yield Fault(
            table=at,
            column="each",
            what=N_("rien ne dit de quel chiffre la liste donne les classes."),
            remedy=N_('Ajoutez-le : each = "members.by_kind".'),
        )


def _no_class(at: str, field: str, written: str) -> Fault:
    return Fault(
        table=at,
        column=field,
        value=written,
        what=N_("« {value} » : [*] n’y désigne aucune classe."),
        remedy=N_('Dites de quel chiffre : each = "members.by_kind".'),
    )


def _unknown(at: str, field: str, value: str, known: Iterable[str], what: str) -> Fault:
    names = list(known)
    guess = nearest(value, names)
    return Fault(
        table=at,
        column=field,
        value=value,
        what=what,
        remedy=N_("Vouliez-vous dire « {guess} » ?") if guess else None,
        expected=None if guess else N_("Noms connus : {known}."),
        values={"guess": guess or "", "known": ", ".join(names[:12]) + ("…" if len(names) > 12 else "")},
    )
