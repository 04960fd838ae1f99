"""The tables of a KBO/BCE open data extract: what its files are called, and what their columns become.

Source: FPS Economy, Crossroads Bank for Enterprises, "KBO Open Data Cookbook" R018.00, and a real extract.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "date", "code", "text"]
"""number: ten digits, dots or not, checked modulo 97, kept as a whole number; date: dd-mm-yyyy; code and
text: as they stand, blanks being nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an extract, and its name in the store."""

    official: str
    name: str
    kind: Kind = "text"
    required: bool = False
    """A row without it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file of an extract."""

    name: str
    """In the store; `<name>.csv` in the extract."""
    columns: tuple[Column, ...]
    optional: bool = False
    """An extract may come without it."""
    is_unique: bool = False
    """One row per key: a second one is set aside."""

    @property
    def file(self) -> str:
        """Return the name of the file in a full extract."""
        return f"{self.name}.csv"

    @property
    def key(self) -> Column:
        """Return the column that names the entity: what an update deletes by."""
        return next(column for column in self.columns if column.kind == "number")


TABLES = (
    Table(
        name="code",
        columns=(
            Column("Category", "category", "code", required=True),
            Column("Code", "code", "code", required=True),
            Column("Language", "language", "code", required=True),
            Column("Description", "description"),
        ),
    ),
    Table(
        name="enterprise",
        columns=(
            Column("EnterpriseNumber", "enterprise", "number", required=True),
            Column("Status", "status", "code"),
            Column("JuridicalSituation", "situation", "code"),
            Column("TypeOfEnterprise", "type", "code"),
            Column("JuridicalForm", "form", "code"),
            Column("JuridicalFormCAC", "form_cac", "code"),
            Column("StartDate", "started_on", "date"),
        ),
        is_unique=True,
    ),
    Table(
        name="establishment",
        columns=(
            Column("EstablishmentNumber", "establishment", "number", required=True),
            Column("StartDate", "started_on", "date"),
            Column("EnterpriseNumber", "enterprise", "number", required=True),
        ),
        is_unique=True,
    ),
    Table(
        name="branch",
        columns=(
            Column("Id", "branch", "number", required=True),
            Column("StartDate", "started_on", "date"),
            Column("EnterpriseNumber", "enterprise", "number", required=True),
        ),
        is_unique=True,
    ),
    Table(
        name="denomination",
        columns=(
            Column("EntityNumber", "entity", "number", required=True),
            Column("Language", "language", "code"),
            Column("TypeOfDenomination", "type", "code"),
            Column("Denomination", "name", required=True),
        ),
    ),
    Table(
        name="address",
        columns=(
            Column("EntityNumber", "entity", "number", required=True),
            Column("TypeOfAddress", "type", "code"),
            Column("CountryNL", "country_nl"),
            Column("CountryFR", "country_fr"),
            Column("Zipcode", "postal_code"),
            Column("MunicipalityNL", "municipality_nl"),
            Column("MunicipalityFR", "municipality_fr"),
            Column("StreetNL", "street_nl"),
            Column("StreetFR", "street_fr"),
            Column("HouseNumber", "house_number"),
            Column("Box", "box"),
            Column("ExtraAddressInfo", "extra"),
            Column("DateStrikingOff", "struck_off_on", "date"),
        ),
    ),
    Table(
        name="contact",
        columns=(
            Column("EntityNumber", "entity", "number", required=True),
            Column("EntityContact", "of", "code"),
            Column("ContactType", "type", "code"),
            Column("Value", "value", required=True),
        ),
        optional=True,
    ),
    Table(
        name="activity",
        columns=(
            Column("EntityNumber", "entity", "number", required=True),
            Column("ActivityGroup", "group", "code", required=True),
            Column("NaceVersion", "version", "code", required=True),
            Column("NaceCode", "nace", "code", required=True),
            Column("Classification", "classification", "code", required=True),
        ),
    ),
)
"""`code` comes first: the others are read against it."""
META = "meta.csv"


def table(name: str) -> Table:
    """Return a table by its name. KeyError: no such table."""
    return {one.name: one for one in TABLES}[name]
