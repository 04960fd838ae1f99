"""`grappe audit`: which of the figures that a report states cannot all be true."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.language.catalogues import N_, Language, say, say_many
from grappe.cli.asking import as_of_option, asked_days, read_days, read_for_figures, tell_warnings
from grappe.cli.from_registry import filled_from, registry_option, tell_registry
from grappe.cli.refusals import language_option, spoken

if TYPE_CHECKING:
    import polars as pl

    from grappe.analysis.audit.claim import Claim
    from grappe.analysis.audit.verdict import Verdict
    from grappe.analysis.dossier.dossier import Dossier

CONTRADICTIONS = 12
TEXTS = (".txt", ".md", ".markdown", ".text", ".html", ".htm")
NO_TEXT = (".pdf", ".docx", ".doc", ".odt", ".rtf")


class NotAText(Refusal):
    """A report in a format whose words only its own program can take out."""

    exit_code = 11

    def __init__(self, file: str) -> None:
        self.file = file
        super().__init__(file)

    def sentences(self, language: Language = "fr") -> list[str]:
        """Say what to do."""
        words = N_(
            "{file} : Grappe ne lit pas ce format. Enregistrez le rapport comme texte (.txt), ou listez ses chiffres dans un CSV."
        )
        return [say(words, language, file=self.file)]


@click.command("audit")
@click.argument("source", metavar="CLAIMS.csv | RAPPORT.txt | DOSSIER", type=click.Path(path_type=Path))
@click.option(
    "--dossier", type=click.Path(path_type=Path), help="Recalculer aussi les chiffres avec ce dossier."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Où écrire audit.csv et audit.json (ou claims.csv)."
)
@click.option("--json", "as_json", is_flag=True, help="Pour un programme : une liste JSON.")
@click.option("--all", "everything", is_flag=True, help="Montrer aussi ce qui est cohérent.")
@as_of_option
@registry_option
@language_option
def command(
    source: Path,
    dossier: Path | None,
    out: Path | None,
    as_json: bool,
    everything: bool,
    days: tuple[str, ...],
    registry: Path | None,
    language: str | None,
) -> None:
    """Dire lesquels des chiffres d’un rapport ne peuvent être tous vrais.

    Avec CLAIMS.csv (la table claims), chaque verdict tient en une phrase, avec son calcul. Avec un texte,
    les phrases qui avancent des chiffres sont proposées comme lignes de claims, à corriger. Avec un
    DOSSIER, ses claims et les phrases de ses findings.

    Code 0 : rien d’impossible. Code 12 : des contradictions. Code 13 : registre absent ou incomplet.
    """
    tongue = spoken(language)
    is_dossier = source.is_dir() or source.suffix.lower() == ".zip"
    if registry is not None and not is_dossier and dossier is None:
        words = N_("--registry ne va qu’avec un dossier, dont il recalcule les chiffres : ajoutez --dossier.")
        raise click.UsageError(say(words, tongue))
    if _is_text(source):
        _propose(source, out, language, tongue)
        return
    if is_dossier:
        verdicts = _of_dossier(source, days, registry, tongue)
    else:
        verdicts = _of_claims(source, dossier, days, registry, tongue)
    if out is not None:
        _write(out, verdicts)
    if as_json:
        click.echo(json.dumps([verdict.as_row() for verdict in verdicts], ensure_ascii=False, indent=1))
    else:
        _tell(verdicts, tongue, everything=everything)
        if out is not None:
            click.echo(out / "audit.csv")
            click.echo(out / "audit.json")
    if any(verdict.verdict == "impossible" for verdict in verdicts):
        raise SystemExit(CONTRADICTIONS)


def _is_text(source: Path) -> bool:
    """Tell whether the source is a report to read, and not a table: a `.txt` may be either."""
    if source.suffix.lower() in NO_TEXT and source.is_file():
        raise NotAText(source.name)
    if source.suffix.lower() not in TEXTS or not source.is_file():
        return False
    with source.open("rb") as file:
        return b"claim_id" not in file.read(4096)


def _propose(source: Path, out: Path | None, language: str | None, tongue: Language) -> None:
    """Write the rows that a text suggests: to a folder when asked, else to the standard output.

    Without a language asked for, a report is answered in its own.
    """
    from grappe.analysis.audit.reading.proposals import explained_in, proposals_of, written_proposals
    from grappe.analysis.dossier.whole import written_whole

    if language is None and "GRAPPE_LANGUAGE" not in os.environ:
        tongue = explained_in(source)
    claims = proposals_of(source, spoken=tongue)
    if out is None:
        click.echo(written_proposals(claims), nl=False)
    else:
        with written_whole(out) as stage:
            (stage / "claims.csv").write_text(written_proposals(claims), encoding="utf-8")
        click.echo(out / "claims.csv")
    unsure = sum(not claim.certain for claim in claims)
    click.echo(
        say_many(
            N_(
                "{count} ligne proposée, dont {unsure} à revoir de près. Corrigez-les, puis : grappe audit claims.csv"
            ),
            N_(
                "{count} lignes proposées, dont {unsure} à revoir de près. Corrigez-les, puis : grappe audit claims.csv"
            ),
            len(claims),
            tongue,
            unsure=unsure,
        ),
        err=True,
    )


def _of_dossier(path: Path, days: tuple[str, ...], registry: Path | None, tongue: Language) -> list[Verdict]:
    """Audit a dossier's own claims and findings."""
    from grappe.analysis.audit.of_dossier import audit_of

    read, results = _evaluated(path, days, registry, tongue)
    return audit_of(read, results, tongue)


def _of_claims(
    source: Path, dossier: Path | None, days: tuple[str, ...], registry: Path | None, tongue: Language
) -> list[Verdict]:
    """Audit the claims of a file, beside a dossier when one is given."""
    from grappe.analysis.audit.of_dossier import audit_beside

    claims = _read_claims(source, tongue)
    results = None
    if dossier is not None:
        read, results = _evaluated(dossier, days, registry, tongue)
        _refuse_strangers(source, claims, read)
    return audit_beside(claims, results, tongue)


def _read_claims(source: Path, tongue: Language) -> list[Claim]:
    """Read the table of claims; DossierRefused with every fault, unknown figures included."""
    from grappe.analysis.audit.claim import claims_of
    from grappe.analysis.dossier.dossier import Dossier
    from grappe.analysis.dossier.faults import DossierRefused
    from grappe.analysis.dossier.one_table import read_table
    from grappe.analysis.dossier.settings import Settings
    from grappe.analysis.figures.prose import unknown_names

    frame, faults = read_table(source, "claims")
    if frame is not None:
        faults = [*unknown_names(Dossier(settings=Settings(), tables={"claims": frame})), *faults]
    wrong = [fault for fault in faults if fault.severity == "fault"]
    if wrong or frame is None:
        raise DossierRefused(wrong)
    tell_warnings((fault for fault in faults if fault.severity == "warning"), source, tongue)
    return claims_of(frame)


def _refuse_strangers(source: Path, claims: list[Claim], read: Dossier) -> None:
    """Raise DossierRefused for claims of which nobody knows the cluster."""
    from grappe.analysis.dossier.faults import DossierRefused, Fault

    known = set(read.clusters) | ({""} if not read.is_campaign else set())
    strangers = sorted({claim.cluster for claim in claims} - known)
    if strangers:
        raise DossierRefused(
            Fault(
                table=source.name,
                column="cluster_id",
                value=cluster,
                what=N_("le cluster « {value} » n’est pas dans le dossier.")
                if cluster
                else N_("la colonne manque ou n’est pas remplie, et le dossier compte plusieurs clusters."),
                expected=N_("Clusters connus : {clusters}."),
                values={"clusters": ", ".join(read.clusters[:5])},
            )
            for cluster in strangers
        )


def _evaluated(
    path: Path, days: tuple[str, ...], registry: Path | None, tongue: Language
) -> tuple[Dossier, pl.DataFrame]:
    """Return a dossier, filled from a registry where one is given, and its figures on the last day asked."""
    from grappe.analysis.figures.engine import evaluate

    read = read_for_figures(path, read_days(days, tongue))
    asked = asked_days(read)[-1]
    if registry is not None:
        read = filled_from(read, [asked], registry, tongue)[asked.as_of]
        if read.registry is not None:
            tell_registry([read.registry], tongue)
    return read, evaluate(read, asked)


def _write(out: Path, verdicts: list[Verdict]) -> None:
    from grappe.analysis.audit.files import write_audit
    from grappe.analysis.dossier.whole import written_whole

    with written_whole(out) as stage:
        write_audit(stage, verdicts)


def _tell(verdicts: list[Verdict], tongue: Language, *, everything: bool) -> None:
    """Print the verdicts, the gravest first, with the claims they are about; then how many there are."""
    from grappe.analysis.audit.verdict import JUDGEMENTS, counted

    for judgement, words in JUDGEMENTS.items():
        own = [verdict for verdict in verdicts if verdict.verdict == judgement]
        if not own or (judgement == "consistent" and not everything):
            continue
        click.secho(say(words, tongue), bold=True)
        for verdict in own:
            click.echo(f"  {', '.join(verdict.claims) or verdict.check}")
            click.echo(f"    {verdict.sentence}")
    click.echo(counted(verdicts, tongue))
