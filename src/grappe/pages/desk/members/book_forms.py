"""An organisation leaves the book, or comes back into it, as forms."""

from __future__ import annotations

from grappe.analysis.language.catalogues import N_
from grappe.apps.members.acts.taking_out import put_back, take_out
from grappe.apps.members.models import Organisation
from grappe.pages.members.act_form import ActForm
from grappe.pages.members.fields import lines


class TakeOut(ActForm):
    title = N_("Retirer du carnet")
    button = N_("Retirer du carnet")
    lead = N_(
        "Pour une organisation qui n’a jamais été membre ni candidate : inscrite par erreur, ou venue d’un import. "
        "Les listes ne la montrent plus ; sa fiche reste lisible à son adresse, et elle peut revenir."
    )
    done = N_("L’organisation est retirée du carnet.")
    in_book = False
    blamed = "reason"

    reason = lines(N_("Pourquoi"), help_text=N_("Gardé au journal."), required=True)

    def carry_out(self) -> Organisation:
        take_out(organisation=self.its, reason=self.cleaned_data["reason"], by=self.by, on=self.today)
        return self.its


class PutBack(ActForm):
    title = N_("Remettre dans le carnet")
    button = N_("Remettre dans le carnet")
    done = N_("L’organisation est de nouveau dans le carnet.")
    in_book = False

    def carry_out(self) -> Organisation:
        put_back(organisation=self.its, by=self.by, on=self.today)
        return self.its
