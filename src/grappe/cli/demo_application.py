"""The application of the demonstration: a firm that nobody knows applies to TWIST, and a paper lacks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grappe.apps.clusters.models import Cluster

BY = "system:adhesion"
"""As whoever fills in the form without an account."""
AGO = dt.timedelta(days=9)
LINES = (
    "Pièce de démonstration",
    "Banque-Carrefour des Entreprises : extrait",
    "Lanterne & Fils SRL, 0123.456.749",
    "Rue de la Station 12, 4000 Liège",
    "Cette entreprise n’existe pas.",
)


def lantern_applies(cluster: Cluster, today: dt.date) -> None:
    """Have a made-up firm apply, some days ago: one document came, the other lacks."""
    from decimal import Decimal

    from django.core.files.base import ContentFile

    from grappe.apps.applications.acts.applying import Applicant, apply
    from grappe.apps.clusters.models import Category

    category = cluster.categories.filter(base=Category.Base.EFFECTIVE).order_by("pk").first()
    if category is None:
        return
    seat = {"street": "Rue de la Station 12", "postal_code": "4000", "place": "Liège", "country": "BE"}
    apply(
        cluster=cluster,
        applicant=Applicant(
            name="Lanterne & Fils",
            profile={"website": "https://lanterne.invalid"},
            identity={"legal_form": "SRL", "enterprise_number": "0123456749", **seat},
            sites=({**seat, "fte": Decimal("3.5")},),
            contact={
                "first_name": "Inès",
                "last_name": "Lanterne",
                "function": "Gérante",
                "email": "ines.lanterne@demo.invalid",
            },
        ),
        category=category,
        member_kind="enterprise",
        language="fr",
        message="Nous étalonnons des films courts depuis trois ans. Nous cherchons des partenaires de tournage.",
        files={"identity": ContentFile(_pdf(LINES), name="extrait-bce.pdf")},
        by=BY,
        on=today - AGO,
    )


def _pdf(lines: tuple[str, ...]) -> bytes:
    """Return a page with a few lines on it, as a PDF that every reader opens."""
    shown = b" ".join(b"(" + line.encode("cp1252") + b") Tj T*" for line in lines)
    drawn = b"BT /F1 14 Tf 72 760 Td 24 TL " + shown + b" ET"
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
            b"/Encoding /WinAnsiEncoding >> >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
    )
    page, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(page))
        page += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return page + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(parts) + 1, table, len(parts) + 1, len(page))
    )
