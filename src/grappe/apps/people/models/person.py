"""A person and their account: known by an e-mail address, whatever they are to whichever cluster."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from grappe.analysis.language.catalogues import LANGUAGES
from grappe.apps.search.sought import SoughtField


class People(BaseUserManager["Person"]):
    """Makes people; an address is kept in lower case, so that it is found again however it is typed."""

    def create_user(self, email: str, password: str | None = None, **told: Any) -> Person:
        """Make an account. Without a password the person comes in by a code sent to their address."""
        if not email:
            raise ValueError("a person is known by an e-mail address")
        person = self.model(email=email.strip().lower(), **told)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **told: Any) -> Person:
        """Make an administrator of the installation."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **told)

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find by address, in whatever case it is typed."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractUser):
    """One account: what a person may do comes from what they are to a cluster, never from here."""

    username = None  # type: ignore[assignment]  # taken away, as Django lets one do
    email = models.EmailField(unique=True)
    language = models.CharField(
        max_length=2, choices=[(language, language) for language in LANGUAGES], default="fr"
    )
    """The language in which Grappe writes to them."""
    demo = models.CharField(max_length=120, blank=True, default="")
    """What they are in a demonstration, a French sentence of the catalogue; empty for everybody else.

    Who is something there comes in by one click, in a demonstration and nowhere else.
    """

    sought = SoughtField(of=("first_name", "last_name", "email"))
    """The words by which they are found; here, so that they go with the person."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[People] = People()  # type: ignore[assignment]  # ours know no username

    class Meta:
        ordering: ClassVar[list[str]] = ["last_name", "first_name", "email"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="person_email_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Write the words anew too, whichever fields are written."""
        told = None if update_fields is None else {*update_fields, "sought"}
        super().save(*args, update_fields=told, **kwargs)

    @property
    def named(self) -> str:
        """How the journal names its author: by number, so that a person may be forgotten."""
        return f"person:{self.pk}"
