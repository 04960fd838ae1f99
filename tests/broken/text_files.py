"""Files of text that are no text, or too much of it."""

from __future__ import annotations

from pathlib import Path

from tests.broken.builders import ACCOUNTS_ROWS, MEMBERS, case, good_dossier, saved, with_file, workbook


@case(11, ("accounts.csv", "données binaires"))
def a_binary_named_csv(place: Path) -> Path:
    return with_file(place, "accounts.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)


@case(11, ("accounts.csv", "pas un fichier CSV lisible"))
def a_binary_without_nul_named_csv(place: Path) -> Path:
    return with_file(place, "accounts.csv", bytes(1 + number * number % 31 for number in range(4000)))


@case(11, ("accounts.csv", "données binaires"))
def nul_bytes_in_a_csv(place: Path) -> Path:
    return with_file(place, "accounts.csv", b"member_id,year\nm1\0,2009\n")


@case(11, ("accounts.csv", "données binaires"))
def utf_16_without_its_mark(place: Path) -> Path:
    return with_file(place, "accounts.csv", "member_id,year\nm1,2009\n".encode("utf-16-le"))


@case(11, ("accounts.csv", "pas un fichier CSV lisible"))
def utf_16_cut_in_the_middle_of_a_letter(place: Path) -> Path:
    return with_file(place, "accounts.csv", "member_id,year\nm1,2009\n".encode("utf-16")[:-1])


@case(11, ("accounts.csv", "pas un fichier CSV lisible"))
def utf_32_with_its_mark(place: Path) -> Path:
    return with_file(place, "accounts.csv", "member_id,year\nm1,2009\n".encode("utf-32"))


@case(11, ("accounts.csv", "UTF-8 ou cp1252"))
def bytes_that_neither_encoding_knows(place: Path) -> Path:
    return with_file(place, "accounts.csv", b"member_id,year\nm\x81\x8d,2009\n")


@case(11, ("accounts.csv", "données binaires"))
def a_workbook_named_csv(place: Path) -> Path:
    return with_file(place, "accounts.csv", saved(workbook({"accounts": ACCOUNTS_ROWS})))


@case(10, ("members", "ligne 2", "colonne name", "10000000 caractères", "32 767", "guillemet"))
def ten_million_characters_in_a_cell(place: Path) -> Path:
    dossier = good_dossier(place)
    (dossier / "members.csv").write_text(MEMBERS.replace("Atelier Un", "x" * 10_000_000), "utf-8")
    return dossier


@case(10, ("members", "ligne 2", "colonne joined_on", "10000000 caractères"))
def ten_million_characters_for_a_day(place: Path) -> Path:
    dossier = good_dossier(place)
    (dossier / "members.csv").write_text(MEMBERS.replace("2008-01-15", "1" * 10_000_000), "utf-8")
    return dossier


@case(11, ("members.csv", "guillemet"))
def a_quote_opened_before_ten_thousand_rows(place: Path) -> Path:
    rows = "".join(f"m{n},Atelier {n},enterprise,2008-01-15\n" for n in range(10_000))
    return with_file(
        place, "members.csv", MEMBERS.replace("Atelier Un", '"Atelier Un').encode() + rows.encode()
    )


@case(0, ("members", "ligne 2", "=HYPERLINK"))
def a_formula_with_terminal_escapes(place: Path) -> Path:
    return with_file(
        place, "members.csv", MEMBERS.replace("Atelier Un", "=HYPERLINK(1)\x1b[2J" + "." * 50).encode()
    )
