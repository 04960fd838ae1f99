"""How people head their columns, in the four languages: data, compared without accents, case or signs."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType

from grappe.analysis.dossier.nearest import plain
from grappe.analysis.language.catalogues import LANGUAGES, say
from grappe.apps.members.importing.targets import TARGETS
from grappe.apps.members.rules.names import in_order

_WRITTEN = {
    "code": "code, code membre, membre id, member id, member_id, id, identifiant, référence membre, n° membre, "
    "numéro de membre, member code, member number, lidnummer, lidcode, mitgliedsnummer, mitglied nr",
    "name": "nom, name, naam, membre, member, lid, mitglied, société, entreprise, firme, organisation, organisatie, "
    "nom de l’entreprise, nom de la société, nom du membre, nom de l’organisation, nom commercial, nom d’usage, "
    "enseigne, company, company name, organisation name, organization, organization name, trade name, "
    "bedrijf, bedrijfsnaam, handelsnaam, naam bedrijf, naam organisatie, firma, firmenname, unternehmen, "
    "name des unternehmens, account name",
    "legal_name": "dénomination, dénomination sociale, dénomination légale, raison sociale, nom légal, legal name, "
    "registered name, official name, legal_name, maatschappelijke naam, officiële naam, juridische naam, "
    "statutaire naam, benaming, rechtlicher name, gesellschaftsname, offizieller name, handelsname",
    "legal_form": "forme juridique, forme légale, forme, statut juridique, legal form, legal_form, company type, "
    "rechtsvorm, juridische vorm, rechtsform, gesellschaftsform",
    "enterprise_number": "n° bce, bce, numéro bce, numéro d’entreprise, n° d’entreprise, n° entreprise, "
    "num entreprise, no entreprise, numéro de tva, n° tva, no tva, tva, numéro tva, enterprise number, "
    "enterprise_number, company number, company registration number, registration number, vat, vat number, "
    "vat no, btw, btw nummer, btw nr, kbo, kbo nummer, kbo nr, ondernemingsnummer, ondernemingsnr, "
    "ust id, ust idnr, mwst nummer, mwst nr, unternehmensnummer, zdu nummer, betriebsnummer, siren",
    "street": "rue, adresse, rue et numéro, adresse du siège, siège social, siège, adresse ligne 1, adresse 1, voie, "
    "street, address, street address, address line 1, registered office, straat, adres, straat en nummer, "
    "maatschappelijke zetel, zetel, straße, strasse, anschrift, straße und hausnummer, sitz",
    "postal_code": "code postal, cp, c p, code postal du siège, cp siège, postal code, postal_code, postcode, zip, "
    "zip code, postkode, plz, postleitzahl",
    "place": "localité, ville, commune, lieu, localité du siège, city, town, place, locality, municipality, stad, "
    "gemeente, plaats, woonplaats, ort, stadt, gemeinde, ortschaft",
    "country": "pays, pays du siège, country, land, staat",
    "website": "site, site web, site internet, url, web, adresse web, website, web site, homepage, internet, "
    "webstek, webseite, internetseite, www",
    "email": "e-mail, email, mail, courriel, adresse e-mail, adresse mail, adresse électronique, e-mail général, "
    "email address, e-mail address, e-mailadres, mailadres, e-mail-adresse, mailadresse",
    "phone": "téléphone, tél, tel, numéro de téléphone, n° de téléphone, gsm, phone, telephone, phone number, "
    "telefoon, telefoonnummer, telefoonnr, telefon, telefonnummer, rufnummer",
    "does": "activité, activités, description, description de l’activité, métier, que fait l’entreprise, ce qu’elle "
    "fait, domaine d’activité, activity, activities, what they do, business, activiteit, activiteiten, "
    "omschrijving, beschrijving, tätigkeit, tätigkeiten, beschreibung, geschäftstätigkeit",
    "skills": "compétences, savoir-faire, expertise, expertises, mots-clés, skills, competences, competencies, "
    "keywords, vaardigheden, competenties, trefwoorden, knowhow, kompetenzen, fähigkeiten, stichworte",
    "references": "références, clients, références clients, réalisations, references, clients references, "
    "referenties, referenzen, kunden",
    "certifications": "certifications, certificats, labels, agréments, certificates, certificaten, zertifikate, "
    "zertifizierungen",
    "nace": "nace, code nace, codes nace, nacebel, code nacebel, nace code, nace bel, nace-code, nacecode, "
    "activité nace",
    "nace_version": "nace version, version nace, version de la nace, nace_version, nace-version, versie nace",
    "category": "catégorie, type de membre, catégorie de membre, statut, statut du membre, statut de membre, "
    "category, member category, membership type, membership category, statutory category, member type, categorie, "
    "lidcategorie, type lid, soort lid, lidmaatschap, kategorie, mitgliedsart, mitgliedskategorie, art der "
    "mitgliedschaft",
    "kind": "nature, nature du membre, type d’organisation, type d’acteur, type, kind, member kind, organisation type, "
    "organization type, type of organisation, soort, type organisatie, soort organisatie, art, "
    "art der organisation, organisationstyp, aard van het lid, genre de membre, genre d’organisation",
    "joined_on": "date d’adhésion, adhésion, date d’entrée, entrée, membre depuis, date d’admission, admission, "
    "admis le, adhésion le, date adhésion, depuis, joined, joined on, joined_on, join date, member since, "
    "membership start, start date, date of joining, toetreding, toetredingsdatum, datum toetreding, lid sinds, "
    "lid vanaf, startdatum, beitritt, beitrittsdatum, mitglied seit, eintritt, eintrittsdatum",
    "left_on": "date de sortie, sortie, date de départ, départ, fin d’adhésion, date de démission, démission, "
    "sorti le, date de fin, left, left on, left_on, leave date, membership end, end date, resigned on, "
    "date of leaving, uittreding, uittredingsdatum, datum uittreding, lid tot, einddatum, austritt, "
    "austrittsdatum, mitglied bis",
    "founding": "fondateur, membre fondateur, fondatrice, founding, founding member, founder, stichtend lid, oprichter, "
    "gründungsmitglied, gründer",
    "contact_first_name": "prénom, prénom du contact, prénom contact, first name, firstname, given name, "
    "contact first name, voornaam, voornaam contact, vorname, vorname kontakt",
    "contact_last_name": "nom de famille, nom du contact, nom contact, last name, lastname, surname, family name, "
    "contact last name, achternaam, familienaam, naam contact, nachname, familienname",
    "contact_full_name": "contact, personne de contact, nom et prénom, prénom et nom, nom prénom, prénom nom, "
    "responsable, représentant, représentée par, interlocuteur, contact person, contact name, full name, "
    "representative, contactpersoon, vertegenwoordiger, naam en voornaam, kontakt, kontaktperson, "
    "ansprechpartner, vertreter",
    "contact_function": "fonction, fonction du contact, poste, titre, qualité, rôle, function, job title, title, "
    "position, role, functie, functietitel, funktion, stelle, position im unternehmen",
    "contact_email": "e-mail du contact, email du contact, email contact, e-mail contact, mail contact, "
    "mail du contact, courriel du contact, contact email, contact e-mail, e-mail personne de contact, "
    "e-mail contactpersoon, e-mail kontakt, e-mail ansprechpartner",
    "contact_phone": "téléphone du contact, téléphone contact, tél contact, tél du contact, gsm contact, "
    "gsm du contact, portable, mobile, contact phone, mobile phone, contact mobile, gsm contactpersoon, "
    "telefoon contact, telefoon contactpersoon, telefon kontakt, mobil, handy",
    "site_street": "rue de l’établissement, adresse de l’établissement, adresse d’exploitation, siège d’exploitation, "
    "adresse du site, site address, establishment address, exploitatiezetel, adres vestiging, "
    "adresse der niederlassung, betriebsstätte",
    "site_postal_code": "code postal de l’établissement, cp établissement, code postal établissement, cp exploitation, "
    "site postcode, site postal code, establishment postal code, postcode vestiging, plz niederlassung",
    "site_place": "localité de l’établissement, ville établissement, localité établissement, site city, "
    "establishment city, gemeente vestiging, plaats vestiging, ort der niederlassung",
    "site_country": "pays de l’établissement, pays établissement, site country, land vestiging, "
    "land der niederlassung",
    "site_fte": "etp, équivalents temps plein, emploi etp, effectif, effectifs, emploi, personnel, "
    "nombre de travailleurs, travailleurs, fte, employees, headcount, staff, vte, voltijdse equivalenten, "
    "personeel, werknemers, vzä, vollzeitäquivalente, mitarbeiter, beschäftigte",
    "site_self_employed_main": "indépendant à titre principal, indépendant, self-employed, self employed main, "
    "zelfstandige in hoofdberoep, zelfstandige, selbstständig im hauptberuf, selbstständig",
    "site_since": "établissement depuis, ouverture de l’établissement, site since, vestiging sinds, "
    "niederlassung seit",
    "site_until": "établissement jusqu’au, fermeture de l’établissement, site until, vestiging tot, "
    "niederlassung bis",
}


_SMALL = re.compile(r"\b(de|du|des|la|le|les|l|d|of|the|van|het|der|die|das|n|no|nr|num|numero|number)\b")
"""Words that people put in a heading or leave out."""


@cache
def headings() -> MappingProxyType[str, str]:
    """Return the field that each heading names, headings without accents, case or signs.

    What an export heads its columns with is among them, in each language.
    """
    ours = {
        plain(say(target.label, language)): key for key, target in TARGETS.items() for language in LANGUAGES
    }
    theirs = {plain(words): key for key, written in _WRITTEN.items() for words in (key, *written.split(","))}
    return MappingProxyType({**theirs, **ours})


@cache
def _bare_headings() -> dict[str, str]:
    told: dict[str, str] = {}
    for key, written in _WRITTEN.items():
        for words in written.split(","):
            told.setdefault(_bare(words), key)
    told.pop("", None)
    return told


def field_of(title: str) -> str | None:
    """Return the field that a heading names: `N° de B.C.E.` is `N° BCE`."""
    return headings().get(plain(title)) or _bare_headings().get(_bare(title))


def _bare(words: str) -> str:
    spaced = re.sub(r"[^\w.]+", " ", in_order(words.replace("°", " ")).replace("_", " "))
    return plain(_SMALL.sub(" ", spaced))


def known_headings(row: list[str]) -> int:
    """Count the cells of a row that head a column we know."""
    return len({field_of(cell) for cell in row} - {None})
