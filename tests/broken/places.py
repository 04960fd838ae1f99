"""Folders within folders, links in circles, paths that lead nowhere."""

from __future__ import annotations

import json
from pathlib import Path

from tests.broken.builders import MEMBERS, case, good_dossier, with_file


@case(11, ("absent", "n’existe pas"))
def a_dossier_that_is_not_there(place: Path) -> Path:
    return place / "absent"


@case(11, ("n’existe pas",))
def a_path_too_long_for_the_disk(place: Path) -> Path:
    return place / ("x" * 4000)


@case(11, ("members.csv", "ni un dossier, ni un fichier zip"))
def a_csv_given_as_a_dossier(place: Path) -> Path:
    return good_dossier(place) / "members.csv"


@case(10, ("cluster", "la table manque"), ("members", "la table manque"))
def an_empty_folder(place: Path) -> Path:
    return place


@case(0)
def links_that_turn_in_circles(place: Path) -> Path:
    dossier = good_dossier(place)
    (dossier / "again").symlink_to(dossier)
    (dossier / "accounts.csv").symlink_to(dossier / "accounts.csv")
    return dossier


@case(0)
def a_folder_within_a_folder(place: Path) -> Path:
    good_dossier(place)
    return place


@case(10, ("members", "deux fois", "members.csv", "old/members.csv"))
def an_old_copy_in_a_folder(place: Path) -> Path:
    dossier = good_dossier(place)
    (dossier / "old").mkdir()
    (dossier / "old" / "members.csv").write_text(MEMBERS, "utf-8")
    return dossier


@case(11, ("datapackage.json", "JSON"))
def a_hundred_thousand_brackets(place: Path) -> Path:
    return with_file(place, "datapackage.json", b"[" * 100_000)


@case(11, ("datapackage.json", "JSON"))
def a_datapackage_in_utf_16(place: Path) -> Path:
    return with_file(place, "datapackage.json", json.dumps({}).encode("utf-16"))
