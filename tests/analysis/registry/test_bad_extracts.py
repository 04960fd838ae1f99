"""What is wrong with an extract is said, what can be saved is saved, and the store stays as it was."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.analysis.registry.small_extract import BAKER, BANK, FULL, SHOP, STUDIO, full, update, zipped

from grappe.analysis.dossier.faults import Unreadable
from grappe.analysis.dossier.refusal import Refusal
from grappe.analysis.registry.build import build
from grappe.analysis.registry.catalogue import FILE, VERSION, Catalogue, read_catalogue
from grappe.analysis.registry.refusals import RegistryMissing, TooLittle
from grappe.analysis.registry.set_aside import REASONS
from grappe.analysis.registry.store import writing
from grappe.analysis.registry.update import update as apply


def refused(extract: Path, store: Path) -> Refusal:
    """Build, expect a refusal, and see that nothing was written."""
    before = sorted(store.rglob("*"))
    with pytest.raises(Refusal) as caught:
        build(extract, store)
    left = [file for file in sorted(store.rglob("*")) if file.name != "lock"]
    assert [file for file in before if file.name != "lock"] == left
    return caught.value


def test_a_truncated_zip_cannot_be_read(tmp_path: Path) -> None:
    archive = zipped(full(tmp_path / "extract"))
    archive.write_bytes(archive.read_bytes()[:-400])

    said = refused(archive, tmp_path / "store")
    assert isinstance(said, Unreadable)
    assert said.exit_code == 11
    assert "tronquée" in said.sentences()[0]


def test_a_zip_whose_middle_is_damaged_cannot_be_read(tmp_path: Path) -> None:
    archive = zipped(full(tmp_path / "extract"))
    content = bytearray(archive.read_bytes())
    content[60:120] = bytes(60)
    archive.write_bytes(bytes(content))

    assert refused(archive, tmp_path / "store").exit_code == 11


@pytest.mark.parametrize("name", ["activity.csv", "code.csv", "branch.csv"])
def test_a_file_that_is_missing_is_named(tmp_path: Path, name: str) -> None:
    extract = full(tmp_path / "extract")
    (extract / name).unlink()

    said = refused(extract, tmp_path / "store")
    assert said.exit_code == 13
    assert name in said.sentences()[0]


def test_contacts_may_be_missing_and_the_catalogue_says_so(tmp_path: Path) -> None:
    extract = full(tmp_path / "extract")
    (extract / "contact.csv").unlink()
    build(extract, tmp_path / "store")

    assert read_catalogue(tmp_path / "store").layers[-1].absent == ("contact.csv",)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    extract = full(tmp_path / "extract")
    file = extract / "activity.csv"
    file.write_text(file.read_text("utf-8").replace('"NaceCode"', '"Code"'), "utf-8")

    said = refused(extract, tmp_path / "store")
    assert said.exit_code == 11
    assert "activity.csv" in said.sentences()[0]
    assert "NaceCode" in said.sentences()[0]


def test_a_folder_that_is_no_extract_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert "meta.csv" in refused(tmp_path / "folder", tmp_path / "store").sentences()[0]
    assert "n’existe pas" in refused(tmp_path / "nowhere", tmp_path / "store").sentences()[0]


def test_a_meta_file_that_says_no_day_is_quoted(tmp_path: Path) -> None:
    extract = full(tmp_path / "extract", day="2024/08/30")
    assert "2024/08/30" in refused(extract, tmp_path / "store").sentences()[0]


def test_a_broken_quote_costs_its_line_and_not_those_after_it(tmp_path: Path) -> None:
    extract = full(tmp_path / "extract")
    file = extract / "denomination.csv"
    lines = file.read_bytes().decode("utf-8").split("\r\n")
    broken = f'"{BANK}","1","001","Banque ouverte'
    lines.insert(2, broken)
    lines.insert(4, f'"{BANK}","1"')
    lines.insert(6, f'"{BANK}","1","001","Un nom\r\nsur deux lignes"')
    file.write_bytes("\r\n".join(lines).encode("utf-8"))
    build(extract, tmp_path / "store")

    layer = read_catalogue(tmp_path / "store").layers[-1]
    (apart,) = layer.set_aside
    assert (apart.table, apart.reason, apart.count) == ("denomination", "broken", 2)
    assert broken[:50] in apart.examples[0]
    assert layer.rows["denomination"] == len(FULL["denomination"]) + 1


def test_lines_that_end_in_two_ways_are_read_all_the_same(tmp_path: Path) -> None:
    extract = full(tmp_path / "extract")
    file = extract / "denomination.csv"
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n", 3))
    build(extract, tmp_path / "store")

    layer = read_catalogue(tmp_path / "store").layers[-1]
    assert (layer.rows["denomination"], layer.set_aside) == (len(FULL["denomination"]), ())


def test_bytes_that_are_no_text_cost_their_line(tmp_path: Path) -> None:
    extract = full(tmp_path / "extract")
    file = extract / "denomination.csv"
    file.write_bytes(file.read_bytes().replace(b"Banque de la Seine", b"Banque \xff\xfe"))
    build(extract, tmp_path / "store")

    (apart,) = read_catalogue(tmp_path / "store").layers[-1].set_aside
    assert (apart.reason, apart.count) == ("broken", 1)


def test_strange_codes_are_set_aside_with_their_reason(tmp_path: Path) -> None:
    rows = {
        **FULL,
        "code": [*FULL["code"], ["Nace2008", "5911A", "FR", "?"], ["Nace20x8", "59111", "FR", "?"]],
        "activity": [
            [STUDIO, "006", "2008", "59111", "MAIN"],
            [STUDIO, "006", "2008", "59119", "MAIN"],
            [STUDIO, "ABC", "2008", "59111", "MAIN"],
            [STUDIO, "006", "2008", "5911A", "MAIN"],
            [STUDIO, "006", "20x8", "59111", "MAIN"],
            [SHOP, "003", "2008", "10712", "CHIEF"],
            [BAKER, "003", "2008", "", "MAIN"],
        ],
    }
    build(full(tmp_path / "extract", rows), tmp_path / "store")

    layer = read_catalogue(tmp_path / "store").layers[-1]
    assert {apart.reason: apart.count for apart in layer.set_aside} == {"code": 2, "empty": 1, "nace": 3}
    assert layer.rows["activity"] == 1
    aside = pl.read_parquet(tmp_path / "store" / layer.name / "activity.set_aside.parquet")
    assert len(aside) == 6
    assert all(apart.reason in REASONS and apart.examples for apart in layer.set_aside)


@pytest.mark.parametrize("name", ["company", "main_activity", "activity"])
@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_store_that_lacks_a_file_is_refused_and_names_it(tmp_path: Path, name: str, damage: str) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "extract"), store)
    file = store / "extract-0127-full" / f"{name}.parquet"
    if damage == "gone":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:-9])
    else:
        file.write_bytes(b"x")
    with pytest.raises(RegistryMissing) as refused:
        read_catalogue(store)

    assert f"extract-0127-full/{name}.parquet y manque ou est abîmé" in refused.value.sentences()[0]


def test_an_empty_table_is_said_to_be_empty_and_leaves_no_folder(tmp_path: Path) -> None:
    extract = full(tmp_path / "extract")
    (extract / "enterprise.csv").write_bytes(b"")
    with pytest.raises(Unreadable, match="vide"):
        build(extract, tmp_path / "store")

    assert not (tmp_path / "store").exists()


def test_a_store_of_another_make_is_refused_in_a_sentence(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "extract"), store)
    catalogue = store / FILE
    catalogue.write_text(
        catalogue.read_text("utf-8").replace(f'"version": {VERSION},', '"version": 1,', 1), "utf-8"
    )
    with pytest.raises(RegistryMissing, match="version"):
        read_catalogue(store)
    catalogue.write_text("{", "utf-8")
    with pytest.raises(RegistryMissing, match="abîmé"):
        read_catalogue(store)


def test_a_store_that_has_lost_a_layer_is_incomplete(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "extract"), store)
    (store / "extract-0127-full").rename(tmp_path / "elsewhere")
    with pytest.raises(RegistryMissing, match="incomplet"):
        read_catalogue(store)


def test_a_store_is_changed_by_one_at_a_time(tmp_path: Path) -> None:
    store = tmp_path / "store"
    extract = full(tmp_path / "extract")
    with writing(store, new=True), pytest.raises(RegistryMissing, match="ailleurs"):
        build(extract, store)
    assert not (store / FILE).exists()


def test_an_older_extract_does_not_come_after_a_newer_one(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build(full(tmp_path / "newer", number=130, day="29-11-2024"), store)
    with pytest.raises(RegistryMissing, match="plus ancien"):
        build(full(tmp_path / "older"), store)
    with pytest.raises(RegistryMissing, match="déjà"):
        build(full(tmp_path / "again", number=130, day="29-11-2024"), store)
    assert len(read_catalogue(store).layers) == 1


def test_an_empty_catalogue_knows_no_day() -> None:
    with pytest.raises(RegistryMissing, match="vide"):
        Catalogue().on()


def corrupted_update(folder: Path, name: str, more: bytes) -> Path:
    """An update of which one file has a line more."""
    given = update(
        folder, gone={"denomination": [BAKER]}, brought={"denomination": [[BAKER, "1", "001", "Neuf"]]}
    )
    with (given / name).open("ab") as file:
        file.write(more)
    return given


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("more", "said"),
    [
        (b'"0400.000.185\r\n"0400"x\r\n', "mal formée"),
        (b'"\xff\xfe"\r\n', "mal formée"),
        (b'"0400.000.18"\r\n', "« 0400.000.18 » n’est pas un numéro"),
        (b'"0400.000.100"\r\n', "« 0400.000.100 » n’est pas un numéro"),
        (b'""\r\n', "n’est pas un numéro"),
    ],
)
def test_a_list_of_deletions_that_is_damaged_stops_the_whole_update(
    tmp_path: Path, more: bytes, said: str, *, packed: bool
) -> None:
    build(full(tmp_path / "full"), tmp_path / "store")
    before = (tmp_path / "store" / "catalogue.json").read_bytes()
    given = corrupted_update(tmp_path / "update", "denomination_delete.csv", more)
    with pytest.raises(Unreadable) as told:
        apply(zipped(given) if packed else given, tmp_path / "store")

    assert said in told.value.sentences()[0]
    assert (tmp_path / "store" / "catalogue.json").read_bytes() == before


def test_a_folder_of_files_with_capitals_is_read_as_the_zip_is(tmp_path: Path) -> None:
    folder = full(tmp_path / "full")
    for file in list(folder.iterdir()):
        file.rename(file.with_name(file.name.upper()))

    assert build(folder, tmp_path / "store").layers[-1].rows["enterprise"] == 3


def test_a_folder_in_the_place_of_a_file_is_a_file_that_is_missing(tmp_path: Path) -> None:
    folder = full(tmp_path / "full")
    (folder / "enterprise.csv").unlink()
    (folder / "enterprise.csv").mkdir()
    with pytest.raises(RegistryMissing) as told:
        build(folder, tmp_path / "store")

    assert "enterprise.csv" in told.value.sentences()[0]


def test_too_little_memory_is_said_in_a_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(TooLittle) as told:
        build(full(tmp_path / "full"), tmp_path / "store", memory="1MB")

    assert (told.value.exit_code, told.value.sentences()[0][:36]) == (
        2,
        "1MB de mémoire ne suffisent pas, ou ",
    )
    assert not (tmp_path / "store" / "catalogue.json").exists()
