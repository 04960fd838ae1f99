"""One act about one organisation, as a form."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.models import Organisation
from grappe.pages.members.author import Author
from grappe.pages.members.fields import AuthorForm


class ActForm(AuthorForm):
    """One act about one organisation. title, button: French, to be said; lead: what it does, likewise."""

    title: ClassVar[str]
    button: ClassVar[str]
    lead: ClassVar[str] = ""
    done: ClassVar[str] = N_("C’est enregistré.")
    in_book: ClassVar[bool] = True
    """Whether it is refused about an organisation that is out of the book."""
    blamed: ClassVar[str] = "on"
    """The field at which the register's own refusals are told."""

    def __init__(self, author: Author, organisation: Organisation | None, *args: Any, **kwargs: Any) -> None:
        self.organisation = organisation
        super().__init__(author, *args, **kwargs)

    @property
    def its(self) -> Organisation:
        """The organisation, of an act that has one."""
        assert self.organisation is not None  # noqa: S101 - only a new one comes without
        return self.organisation

    @abstractmethod
    def carry_out(self) -> Organisation:
        """Do the act, and return the organisation that it was about."""

    def afterwards(self) -> str:
        """Do what waits until the act is kept; return what went wrong with it, in a sentence."""
        return ""
