"""What a member says of itself, its sites, its activities and its people, as forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from grappe.analysis.language.catalogues import LANGUAGES, N_, say
from grappe.analysis.vocabulary import nace
from grappe.apps.edits.written import fingerprint, fingerprint_of
from grappe.apps.language.called import WRITTEN_IN
from grappe.apps.language.spoken import say_later
from grappe.apps.members.acts.logo import show_logo
from grappe.apps.members.acts.organisations import describe, profile_of
from grappe.apps.members.acts.parts import activities_of, keep_part, set_activities
from grappe.apps.members.models import Contact, Organisation, Site
from grappe.apps.members.rules.visibility import CIRCLES, FIELDS, LEVELS, USUAL, level_of
from grappe.pages.look.paper import Logo
from grappe.pages.look.phone import PhoneField
from grappe.pages.members.act_form import ActForm
from grappe.pages.members.author import Author
from grappe.pages.members.fields import choice, countries, day, full_time, lines, text
from grappe.pages.members.meanwhile import typed

VERSIONS = ("2025", "2008", "2003")


class Changing(ActForm):
    """A form over something that another may be changing: it says what it started from."""

    started_from = forms.CharField(required=False, widget=forms.HiddenInput)

    def typed_as(self, field: str, value: Any) -> dict[str, str]:
        """Return a field of the thing as this form would bring it back: by name of its own fields."""
        return {field: typed(value)}

    @property
    def start(self) -> str | None:
        """The fingerprint that the form came with."""
        return self.cleaned_data.get("started_from") or None


class EditMember(Changing):
    title = N_("Modifier la fiche")
    button = N_("Enregistrer la fiche")
    done = N_("La fiche est enregistrée.")

    name = text(N_("Nom d’usage"), required=True, length=300)
    skills = lines(N_("Savoir-faire"), help_text=N_("Un par ligne."))
    references = lines(N_("Références"), help_text=N_("Une par ligne."))
    certifications = lines(N_("Certifications"), help_text=N_("Une par ligne."))
    website = forms.URLField(label=say_later(N_("Site web")), required=False, assume_scheme="https")
    email = forms.EmailField(label=say_later(N_("Adresse e-mail")), required=False)
    phone = PhoneField(label=say_later(N_("Téléphone")))
    logo = Logo(
        label=say_later(N_("Logo")),
        required=False,
        help_text=say_later(N_("PNG, JPG ou SVG, 2 Mo au plus. « Qui voit quoi » dit qui le voit.")),
    )

    LISTS = ("skills", "references", "certifications")

    def __init__(self, author: Author, organisation: Organisation | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(author, organisation, *args, **kwargs)
        one = self.its
        spoken = [code for code in LANGUAGES if code in {*author.cluster.languages, *one.does}]
        order = ["started_from", "name"]
        for code in spoken:
            label = f"{say(FIELDS['does'], author.language)}, {say(WRITTEN_IN[code], author.language)}"
            self.fields[f"does_{code}"] = forms.CharField(
                label=label,
                required=False,
                max_length=2000,
                initial=one.does.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
            )
            order.append(f"does_{code}")
        for field, label in FIELDS.items():
            self.fields[f"seen_{field}"] = forms.ChoiceField(
                label=say(label, author.language),
                choices=[(level, say(CIRCLES[level], author.language)) for level in LEVELS],
                initial=level_of(field, one.visibility),
            )
        for name in ("name", "website", "email", "phone"):
            self.fields[name].initial = getattr(one, name)
        for name in self.LISTS:
            self.fields[name].initial = "\n".join(map(str, getattr(one, name)))
        self.fields["logo"].initial = one.logo
        self.fields["started_from"].initial = fingerprint(profile_of(one))
        self.order_fields(order)

    def typed_as(self, field: str, value: Any) -> dict[str, str]:
        """Return a field of the profile as this form brings it back."""
        if field == "does":
            told = value or {}
            return {
                f"does_{code}": typed(told.get(code)) for code in LANGUAGES if f"does_{code}" in self.fields
            }
        if field == "visibility":
            return {f"seen_{one}": level_of(one, value or {}) for one in FIELDS}
        return {field: typed(value)}

    def seen(self) -> Iterator[forms.BoundField]:
        """Yield the fields that say who sees what."""
        return (self[name] for name in self.fields if name.startswith("seen_"))

    def plain(self) -> Iterator[forms.BoundField]:
        """Yield the others."""
        return (self[name] for name in self.fields if not name.startswith("seen_"))

    def carry_out(self) -> Organisation:
        told = self.cleaned_data
        does = {code: told[f"does_{code}"] for code in LANGUAGES if told.get(f"does_{code}")}
        seen = {field: told[f"seen_{field}"] for field in FIELDS if told[f"seen_{field}"] != USUAL[field]}
        described = describe(
            organisation=self.its,
            by=self.by,
            on=self.today,
            started_from=self.start,
            **{name: told[name] for name in ("name", "website", "email", "phone")},
            **{
                name: [line.strip() for line in told[name].splitlines() if line.strip()]
                for name in self.LISTS
            },
            does=does,
            visibility=seen,
        )
        logo = told["logo"]
        if isinstance(logo, UploadedFile) or logo is False:
            show_logo(organisation=described, logo=logo or None, by=self.by, on=self.today)
        return described


class PartForm(Changing):
    """A site or a contact, new or not."""

    TOLD: ClassVar[tuple[str, ...]]
    model: ClassVar[type[Site | Contact]]

    def __init__(
        self, *args: Any, site: int | None = None, contact: int | None = None, **kwargs: Any
    ) -> None:
        number = contact if site is None else site
        super().__init__(*args, **kwargs)
        held = (
            None
            if number is None
            else self.model._default_manager.filter(organisation=self.its, pk=number).first()
        )
        if number is not None and held is None:
            raise LookupError(number)
        self.part: Site | Contact = held or self.model(organisation=self.its)
        for name in self.TOLD:
            self.fields[name].initial = getattr(self.part, name)
        if held is not None:
            self.fields["started_from"].initial = fingerprint_of(held)

    @property
    def removable(self) -> bool:
        """Whether it is there to be taken away."""
        return self.part.pk is not None

    def carry_out(self) -> Organisation:
        told = {name: self.cleaned_data[name] for name in self.TOLD}
        keep_part(part=self.part, told=told, by=self.by, on=self.today, started_from=self.start)
        return self.its


class SiteForm(PartForm):
    title = N_("Établissement")
    button = N_("Enregistrer l’établissement")
    model = Site
    TOLD = (
        "street", "postal_code", "place", "country", "fte", "self_employed_main", "since", "until", "latitude", "longitude",
    )  # fmt: skip
    labels: ClassVar[Mapping[str, str]] = {
        "street": N_("Rue et numéro"),
        "postal_code": N_("Code postal"),
        "place": N_("Localité"),
        "country": N_("Pays"),
        "fte": N_("Équivalents temps plein"),
        "self_employed_main": N_("Un indépendant y travaille à titre principal"),
        "since": N_("Ouvert depuis le"),
        "until": N_("Premier jour où il est fermé"),
        "latitude": N_("Latitude"),
        "longitude": N_("Longitude"),
    }
    blamed = "postal_code"

    street = text(labels["street"])
    postal_code = text(labels["postal_code"], length=12)
    place = text(labels["place"], length=100)
    country = forms.ChoiceField(label=say_later(labels["country"]))
    fte = full_time(labels["fte"])
    self_employed_main = forms.BooleanField(label=say_later(labels["self_employed_main"]), required=False)
    since = day(labels["since"], required=False)
    until = day(labels["until"], required=False)
    latitude = forms.DecimalField(
        label=say_later(labels["latitude"]),
        help_text=say_later(N_("Vide : celle du code postal.")),
        required=False,
        min_value=-90,
        max_value=90,
        max_digits=8,
        decimal_places=5,
    )
    longitude = forms.DecimalField(
        label=say_later(labels["longitude"]),
        required=False,
        min_value=-180,
        max_value=180,
        max_digits=8,
        decimal_places=5,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = countries(self.author.language)  # type: ignore[attr-defined]  # a choice's

    def clean(self) -> dict[str, Any]:
        """Check what goes together."""
        told = super().clean() or self.cleaned_data
        if told.get("since") and told.get("until") and told["until"] < told["since"]:
            self.add_error(
                "until",
                say(
                    N_("La fermeture précède l’ouverture : corrigez l’un des deux jours."),
                    self.author.language,
                ),
            )
        if (told.get("latitude") is None) != (told.get("longitude") is None):
            self.add_error(
                "longitude",
                say(N_("Donnez la latitude et la longitude, ou aucune des deux."), self.author.language),
            )
        return told


class ContactForm(PartForm):
    title = N_("Personne de contact")
    button = N_("Enregistrer la personne")
    model = Contact
    TOLD = ("first_name", "last_name", "function", "email", "phone", "visibility")
    labels: ClassVar[Mapping[str, str]] = {
        "first_name": N_("Prénom"),
        "last_name": N_("Nom"),
        "function": N_("Fonction"),
        "email": N_("Adresse e-mail"),
        "phone": N_("Téléphone"),
        "visibility": N_("Visible pour"),
    }
    blamed = "last_name"

    first_name = text(labels["first_name"], length=100)
    last_name = text(labels["last_name"], required=True, length=100)
    function = text(labels["function"], length=100)
    email = forms.EmailField(label=say_later(labels["email"]), required=False)
    phone = PhoneField(label=say_later(labels["phone"]))
    visibility = choice(labels["visibility"], CIRCLES)


class Activities(Changing):
    title = N_("Activités")
    button = N_("Enregistrer les activités")
    blamed = "codes"

    codes = lines(N_("Codes NACE-BEL"), help_text=N_("Un par ligne, le principal d’abord, comme 59.111."))
    version = forms.ChoiceField(
        label=say_later(N_("Version de la nomenclature")),
        choices=[(one, f"NACE-BEL {one}") for one in VERSIONS],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = list(self.its.activities.all())
        version = str(max((one.nace_version for one in held), default=2025))
        self.fields["version"].initial = version
        self.fields["codes"].initial = "\n".join(one.nace for one in held if str(one.nace_version) == version)
        self.others = [(one.nace, one.nace_version) for one in held]
        self.fields["started_from"].initial = fingerprint(activities_of(self.its))

    def typed_as(self, field: str, value: Any) -> dict[str, str]:
        """Return the codes of the version that the form shows, as it brings them back."""
        version = f"({self['version'].value()})"
        told = [str(line).split(" ")[0] for line in value or () if version in str(line)]
        return {"codes": typed(told)} if field == "activities" else super().typed_as(field, value)

    def clean(self) -> dict[str, Any]:
        """Read the codes in their version."""
        told = super().clean() or self.cleaned_data
        version, read = told.get("version", ""), []
        for line in filter(None, (line.strip() for line in told.get("codes", "").splitlines())):
            written = re.split(r"\s", line)[0]
            code = nace.canonical(written, version) if version in VERSIONS else None
            if code is None:
                self.add_error(
                    "codes",
                    say(
                        N_(
                            "« {code} » n’est pas un code de la NACE-BEL {version}. Vérifiez le code, ou choisissez sa version."
                        ),
                        self.author.language,
                        code=written,
                        version=version,
                    ),
                )
            else:
                read.append((code, int(version)))
        told["read"] = read
        return told

    def carry_out(self) -> Organisation:
        version = int(self.cleaned_data["version"])
        kept = [pair for pair in self.others if pair[1] != version]
        set_activities(
            organisation=self.its,
            activities=[*self.cleaned_data["read"], *kept],
            by=self.by,
            on=self.today,
            started_from=self.start,
        )
        return self.its
