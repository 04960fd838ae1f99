"""Pictures are shown to those who may see them, as pictures alone; no other file is answered."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.http.response import HttpResponseBase
from PIL import Image as Picture
from tests.visitors import signed_in, visitor
from wagtail.images.models import Image

from grappe.apps.clusters.acts.documents import file_document
from grappe.apps.clusters.models import Cluster
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.models import Organisation
from grappe.apps.people.models import Person

# Wagtail leaves the pictures that it draws open; they close with the answer.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
)
LONG_AGO = dt.date(2020, 1, 1)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><style>a{fill:red}</style><script>alert(1)</script></svg>'


def drawn(kind: str = "PNG") -> bytes:
    content = BytesIO()
    Picture.new("RGB", (8, 8)).save(content, kind)
    return content.getvalue()


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined, arg-type]


def asked(path: str, who: Person | None = None) -> HttpResponseBase:
    """What somebody is answered, its file closed."""
    answer = (visitor() if who is None else signed_in(who)).get(path)
    answer.close()
    return answer


@pytest.fixture
def logo(twist: Cluster) -> str:
    twist.logo.save("logo.png", ContentFile(drawn()))
    return f"/fichiers/{twist.logo.name}"


def test_the_logo_of_a_cluster_is_seen_by_everybody_and_kept_an_hour(logo: str) -> None:
    answer = visitor().get(logo)

    assert (answer.status_code, body(answer)) == (200, drawn())
    assert {name: answer[name] for name in ("Content-Type", "Content-Disposition", "Cache-Control")} == {
        "Content-Type": "image/png",
        "Content-Disposition": "inline",
        "Cache-Control": "public, max-age=3600",
    }
    assert (answer["X-Content-Type-Options"], answer["Cross-Origin-Resource-Policy"]) == (
        "nosniff",
        "same-origin",
    )


def test_who_has_it_already_is_sent_it_no_more(logo: str) -> None:
    first = asked(logo)

    again = visitor().get(logo, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_a_picture_that_is_a_text_runs_nothing_even_opened_by_itself(twist: Cluster) -> None:
    twist.logo.save("logo.svg", ContentFile(SVG))

    answer = asked(f"/fichiers/{twist.logo.name}")

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer["Content-Security-Policy"].endswith("sandbox")


@pytest.mark.parametrize(
    ("seen_by", "told"),
    [
        ("public", {"visitor": 200, "nobody": 200, "lead": 200, "other_lead": 200}),
        ("registered", {"visitor": 404, "nobody": 200, "lead": 200, "other_lead": 200}),
        ("members", {"visitor": 404, "nobody": 404, "lead": 200, "other_lead": 404}),
        ("hidden", {"visitor": 404, "nobody": 404, "lead": 200, "other_lead": 404}),
    ],
)
def test_the_logo_of_a_member_is_seen_by_the_circle_that_it_says(
    seen_by: str, told: dict[str, int], twist: Cluster, cast: dict[str, Person]
) -> None:
    forge = enter(cluster=twist, name="La Forge", by="system:tests", on=LONG_AGO)
    forge.logo.save("forge.png", ContentFile(drawn()), save=False)
    Organisation.objects.filter(pk=forge.pk).update(logo=forge.logo.name, visibility={"logo": seen_by})
    address = f"/fichiers/{forge.logo.name}"

    seen = {who: asked(address, cast.get(who)).status_code for who in told}

    assert seen == told
    kept = asked(address, cast["lead"])["Cache-Control"]
    assert kept == ("public, max-age=3600" if seen_by == "public" else "private, no-cache")


def test_the_images_of_the_desk_are_for_those_who_read_it(twist: Cluster, cast: dict[str, Person]) -> None:
    image = Image.objects.create(
        title="Une image", collection=twist.space.collection, file=ContentFile(drawn(), "une.png")
    )
    small = image.get_rendition("max-165x165").url

    seen = {
        who: asked(small, cast[who]).status_code
        for who in ("lead", "team", "evaluator", "nobody", "other_lead")
    }

    assert seen == {"lead": 200, "team": 200, "evaluator": 200, "nobody": 404, "other_lead": 404}
    assert asked(small).status_code == 404
    assert signed_in(cast["lead"]).get(f"/fichiers/{image.file.name}").status_code == 404


def test_no_document_is_answered_here_not_even_to_who_leads(twist: Cluster, cast: dict[str, Person]) -> None:
    file = ContentFile(b"%PDF-1.7", "audit.pdf")
    kept = file_document(cluster=twist, code="d1", file=file, by="system:tests", on=LONG_AGO)

    assert kept.file.storage.exists(kept.file.name)
    assert signed_in(cast["lead"]).get(f"/fichiers/{kept.file.name}").status_code == 404


@pytest.mark.usefixtures("logo")
@pytest.mark.parametrize(
    "path",
    [
        "../grappe.sqlite3",
        "logos/../logos/logo.png",
        "logos%2F..%2F..%2Fsecret-key",
        "%2Fetc%2Fpasswd",
        "logos/logo.png%00.svg",
        "logos/",
        "logos//logo.png",
        "logos\\logo.png",
        "x" * 2000,
    ],
)
def test_no_other_path_leads_anywhere(path: str) -> None:
    assert visitor().get(f"/fichiers/{path}").status_code == 404


def test_a_link_that_leads_out_of_the_files_is_not_followed(twist: Cluster, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(drawn())
    folder = Path(settings.MEDIA_ROOT) / "logos"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "secret.png").symlink_to(tmp_path / "secret.png")
    Cluster.objects.filter(pk=twist.pk).update(logo="logos/secret.png")

    assert visitor().get("/fichiers/logos/secret.png").status_code == 404


@pytest.mark.parametrize("name", ["logos/page.html", "logos/lost.png"])
def test_what_is_no_picture_or_is_lost_is_not_answered(name: str, twist: Cluster) -> None:
    twist.logo.storage.save("logos/page.html", ContentFile(b"<script>alert(1)</script>"))
    Cluster.objects.filter(pk=twist.pk).update(logo=name)

    assert visitor().get(f"/fichiers/{name}").status_code == 404


def test_under_a_name_of_its_own_a_cluster_shows_its_pictures_alone(
    logo: str, twist: Cluster, other: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["twist.example"])
    other.logo.save("eau.png", ContentFile(drawn()))
    Cluster.objects.filter(pk=twist.pk).update(domain="twist.example")

    def under_its_name(path: str) -> int:
        answer = visitor().get(path, headers={"host": "twist.example"})
        answer.close()
        return answer.status_code

    assert (under_its_name(logo), under_its_name(f"/fichiers/{other.logo.name}")) == (200, 404)
