"""`grappe evaluate --anonymise`: nothing that is written names a cluster, but for those who asked to be."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from grappe.cli.main import grappe

EXAMPLES = Path(__file__).parents[2] / "examples"
NUMBERS = {"c00001": "0403.170.701", "c00002": "0202.239.951"}


def evaluate(*words: str | Path) -> Result:
    return CliRunner().invoke(grappe, ["evaluate", *map(str, words)])


def told(folder: Path) -> str:
    """Everything that the files of a folder say, unpacked, with their names."""
    found = []
    for file in sorted(folder.rglob("*")):
        found.append(str(file.relative_to(folder)))
        if file.is_dir():
            continue
        content = file.read_bytes()
        found.append(content.decode("utf-8", "replace"))
        if file.suffix == ".pdf":
            pdf = PdfReader(io.BytesIO(content))
            found += [page.extract_text() for page in pdf.pages] + [str(pdf.metadata), str(pdf.xmp_metadata)]
        elif zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                found += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    return "\n".join(found)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def rewritten(file: Path, changed: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(changed[0]))
        writer.writeheader()
        writer.writerows(changed)


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample campaign, with names wherever a dossier can hold one."""
    folder = tmp_path_factory.mktemp("names") / "campaign"
    shutil.copytree(EXAMPLES / "campaign", folder)
    clusters = rows(folder / "cluster.csv")
    for row in clusters:
        row["name"] = f"Grappe {row['cluster_id'].upper()} Wallonie"
        row["website"] = f"https://{row['cluster_id']}.example"
        row["enterprise_number"] = NUMBERS.get(row["cluster_id"], "")
    rewritten(folder / "cluster.csv", clusters)
    named = "Grappe C00001 Wallonie"
    axes = rows(folder / "axes.csv")
    rewritten(folder / "axes.csv", [{**row, "label": f"Axe de {named}"} for row in axes])
    ledger = rows(folder / "ledger.csv")
    rewritten(
        folder / "ledger.csv",
        [{**row, "scenario": f"plan c00002 {row['scenario']}" if row["scenario"] else ""} for row in ledger],
    )
    (folder / "findings.csv").write_text(
        "cluster_id,finding_id,chapter,kind,text,evidence\n"
        f"c00003,f1,3,finding,{named} compte {{members.total}} membres.,members.total\n",
        "utf-8",
    )
    (folder / "claims.csv").write_text(
        "cluster_id,claim_id,chapter,quote,figure,statistic,value,unit\n"
        f"c00001,k1,3,{named} a 900 membres,members.total,count,900,count\n",
        "utf-8",
    )
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    package["grappe"] |= {"client": f"Pour {named}", "evaluator": "Bureau c00002"}
    package["resources"] += [{"name": name, "path": f"{name}.csv"} for name in ("findings", "claims")]
    (folder / "datapackage.json").write_text(json.dumps(package), "utf-8")
    return folder


def names_of(campaign: Path, *, but: str = "") -> list[str]:
    """The ids, names, sites and numbers of the clusters."""
    return [
        name
        for row in rows(campaign / "cluster.csv")
        if row["cluster_id"] != but
        for name in (row["cluster_id"], row["name"], row["website"], row["enterprise_number"])
        if name
    ]


def test_nothing_written_names_a_cluster(campaign: Path, tmp_path: Path) -> None:
    named = evaluate(campaign, "--out", tmp_path / "named")
    done = evaluate(campaign, "--out", tmp_path / "out", "--anonymise")

    assert (named.exit_code, done.exit_code) == (0, 0), done.output
    open_words, words = (told(tmp_path / name).casefold() for name in ("named", "out"))
    known = names_of(campaign)
    # What is looked for is there when nobody hides it.
    assert [name for name in known if name.startswith("c0") and name not in open_words] == []
    assert "plan c00002" in open_words
    assert [name for name in known if name.casefold() in words] == []
    assert "wallonie" not in words.replace("service public de wallonie", "")
    assert "cluster a" in words


def test_nothing_written_of_several_days_names_a_cluster(campaign: Path, tmp_path: Path) -> None:
    born = tmp_path / "campaign"
    shutil.copytree(campaign, born)
    clusters = rows(born / "cluster.csv")
    # One that was not there on the first day is told of by name where names are told.
    rewritten(born / "cluster.csv", [{**row, "constituted_on": "2009-06-01"} for row in clusters])
    members = rows(born / "members.csv")
    moved = [
        {**row, "joined_on": "2009-06-01", "left_on": ""} if row["cluster_id"] == "c00004" else row
        for row in members
    ]
    rewritten(born / "members.csv", moved)
    days = ["--as-of", "2009-03-01", "--as-of", "2010-03-01"]

    named = evaluate(born, "--out", tmp_path / "named", *days)
    done = evaluate(born, "--out", tmp_path / "out", "--anonymise", "--show", "c00003", *days)

    assert (named.exit_code, done.exit_code) == (0, 0), done.output
    assert "au 1er mars 2009, Grappe C00004 Wallonie" in told(tmp_path / "named").replace("\u00a0", " ")
    words = told(tmp_path / "out").casefold()
    assert [name for name in names_of(campaign, but="c00003") if name.casefold() in words] == []
    assert "au 1er mars 2009, cluster " in words.replace("\u00a0", " ")


def test_one_cluster_sees_itself_among_the_others(campaign: Path, tmp_path: Path) -> None:
    done = evaluate(campaign, "--out", tmp_path / "out", "--anonymise", "--show", "c00003")

    words = told(tmp_path / "out").casefold()
    assert done.exit_code == 0, done.output
    assert [name for name in names_of(campaign, but="c00003") if name.casefold() in words] == []
    assert "grappe c00003 wallonie" in words
    ids = list(dict.fromkeys(row["cluster_id"] for row in rows(tmp_path / "out" / "figures.csv")))
    assert (ids[0], len(ids)) == ("c00003", 12)


def test_the_letters_are_the_same_each_time_and_follow_no_order(campaign: Path, tmp_path: Path) -> None:
    keys = []
    for turn, shown in enumerate(([], [], ["--show", "c00003"])):
        key = tmp_path / f"key{turn}.csv"
        done = evaluate(campaign, "--out", tmp_path / str(turn), "--anonymise", "--key", key, *shown)
        assert done.exit_code == 0, done.output
        keys.append({row["cluster_id"]: row["anonymous_id"] for row in rows(key)})

    assert keys[0] == keys[1]
    assert keys[2] == {cluster: letter for cluster, letter in keys[0].items() if cluster != "c00003"}
    assert sorted(keys[0].values()) == list("ABCDEFGHIJKL")
    by_letter = sorted(keys[0], key=lambda cluster: keys[0][cluster])
    assert by_letter not in (sorted(by_letter), sorted(by_letter, reverse=True))
    for name in ("figures.csv", "report.docx", "report.html", "report.pdf"):
        assert (tmp_path / "0" / name).read_bytes() == (tmp_path / "1" / name).read_bytes(), name


def test_the_figures_are_those_of_the_clusters(campaign: Path, tmp_path: Path) -> None:
    evaluate(campaign, "--out", tmp_path / "named")
    evaluate(campaign, "--out", tmp_path / "out", "--anonymise", "--key", tmp_path / "key.csv")

    letters = {row["cluster_id"]: row["anonymous_id"] for row in rows(tmp_path / "key.csv")}
    totals = [
        {
            row["cluster_id"]: row["value"]
            for row in rows(folder / "figures.csv")
            if row["figure"] == "members.total"
        }
        for folder in (tmp_path / "named", tmp_path / "out")
    ]
    assert {letters[cluster]: value for cluster, value in totals[0].items()} == totals[1]


def test_letters_never_are_what_another_cluster_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "cluster.csv").write_text("cluster_id,name\nA,Cluster B\nC,Premier\nx,Second\n")
    (folder / "members.csv").write_text(
        "cluster_id,member_id,name,kind,joined_on\n"
        + "".join(f"{cluster},m1,Un,enterprise,2009-01-01\n" for cluster in ("A", "C", "x"))
    )

    evaluate(folder, "--out", tmp_path / "out", "--anonymise", "--as-of", "2010-03-01")

    assert {row["cluster_id"] for row in rows(tmp_path / "out" / "figures.csv")} == {"D", "E", "F"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--anonymise", "--each"], "--anonymise et --each ne vont pas ensemble"),
        (["--show", "c00001"], "« --show » n’a de sens qu’avec --anonymise."),
        (["--anonymise", "--key", "out/key.csv"], "serait écrite parmi les résultats anonymes"),
        (["--anonymise", "--show", "c0001"], "Vouliez-vous dire « c0000"),
        (["--anonymise", "--key", "mine.csv"], "n’est pas une clé écrite par Grappe"),
    ],
)
def test_what_would_not_hide_is_refused_before_anything_is_written(
    campaign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.csv").write_text("mine")

    done = evaluate(campaign, "--out", "out", *words)

    assert done.exit_code == 2
    assert sentence in done.stderr
    assert not (tmp_path / "out").exists()
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_one_cluster_alone_is_not_anonymous(tmp_path: Path) -> None:
    done = evaluate(EXAMPLES / "twist", "--out", tmp_path / "out", "--anonymise")

    assert done.exit_code == 2
    assert "--anonymise demande une campagne : ce dossier n’a qu’un cluster" in done.stderr
    assert not (tmp_path / "out").exists()


def test_few_hidden_clusters_are_told_to_be_few(tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "cluster.csv").write_text("cluster_id,name\nun,Premier\ndeux,Second\n")
    (folder / "members.csv").write_text(
        "cluster_id,member_id,name,kind,joined_on\nun,m1,Un,enterprise,2009-01-01\n"
    )

    done = evaluate(folder, "--out", tmp_path / "out", "--anonymise", "--show", "un", "--as-of", "2010-03-01")

    assert "⚠ 1 cluster seulement est caché : qui connaît la campagne le reconnaîtra." in done.stderr
