"""The filing that an XBRL instance tells, in either taxonomy of the National Bank."""

from __future__ import annotations

import re

from grappe.analysis.registry.accounts.filing import REFERENCE, Filing, NotTaken, Reference, amount, day, put
from grappe.analysis.registry.accounts.xbrl import Instance, read_instance
from grappe.analysis.vocabulary.annual_accounts import model_of
from grappe.analysis.vocabulary.annual_accounts_xbrl import DIMENSIONAL, NAMED, lines, rubric_of

START = frozenset({"bas=bas:m27", "mmt=mmt:m1", "part=part:m2", "prd=prd:m1"})
END = frozenset({"bas=bas:m27", "mmt=mmt:m2", "part=part:m2", "prd=prd:m1"})
"""Where the dimensional taxonomy tells the days of the financial year."""


def read_xbrl(name: str, content: bytes, references: dict[str, Reference]) -> Filing:
    """Read an instance file; its name may tell its reference. NotTaken, NotAccounts."""
    instance = read_instance(content)
    told = REFERENCE.search(name)
    known = references.get(told[1]) if told else None
    if form := re.search(r"/mod/(m\d+)/", instance.schema):
        found = _dimensional(form[1], instance, name)
    elif form := re.search(r"/pfs/(?:\w+/)*?(\w+/\w+)/pfs-[^/]*\.xsd$", instance.schema):
        found = _named(form[1], instance, name)
    else:
        raise NotTaken("form", instance.schema)
    currencies = instance.currencies or {"EUR"}
    return Filing(
        enterprise=found.enterprise,
        reference=told[1] if told else None,
        deposited_on=known.deposited_on if known else None,
        model=found.model,
        started_on=found.started_on,
        ended_on=found.ended_on,
        currency="/".join(sorted(currencies)),
        rubrics=found.rubrics,
        before=found.before,
        written=name,
    )


def _dimensional(form: str, instance: Instance, name: str) -> Filing:
    if form not in DIMENSIONAL:
        raise NotTaken("form", form)
    known = lines(form)
    rubrics: dict[str, float] = {}
    before: dict[str, float] = {}
    days: dict[frozenset[str], str] = {}
    enterprise = ""
    for fact in instance.facts:
        context = instance.contexts.get(fact.context)
        if context is None:
            raise NotTaken("broken", fact.context)
        members = frozenset(context.members)
        enterprise = enterprise or context.enterprise
        if fact.name == "dte1":
            days[members] = fact.value
        elif (line := known.get((fact.name, members))) is not None:
            put(before if line[1] else rubrics, line[0], amount(fact.value))
    return Filing(
        enterprise=enterprise,
        model=model_of(form),
        started_on=day(days.get(START)),
        ended_on=day(days.get(END)),
        rubrics=rubrics,
        before=before,
        written=name,
    )


def _named(form: str, instance: Instance, name: str) -> Filing:
    if form not in NAMED:
        raise NotTaken("form", form)
    rubrics: dict[str, float] = {}
    before: dict[str, float] = {}
    days = {fact.name: fact.value for fact in instance.facts if fact.context == "CurrentInstant"}
    enterprise = ""
    for fact in instance.facts:
        context = instance.contexts.get(fact.context)
        if context is None:
            raise NotTaken("broken", fact.context)
        enterprise = enterprise or context.enterprise
        code = rubric_of(fact.name)
        if code is None or fact.unit is None:
            continue
        if fact.context.startswith("Current"):
            put(rubrics, code, amount(fact.value))
        elif fact.context.startswith("Preceding"):
            put(before, code, amount(fact.value))
        elif fact.context.startswith("N-2") and code == "14":
            before.setdefault("14P", amount(fact.value))
    if "14" in before:
        # What was carried forward a year ago is where this year's appropriation begins.
        rubrics.setdefault("14P", before["14"])
    return Filing(
        enterprise=enterprise,
        model=NAMED[form],
        started_on=day(days.get("PeriodStartDate")),
        ended_on=day(days.get("PeriodEndDate")),
        rubrics=rubrics,
        before=before,
        written=name,
    )
