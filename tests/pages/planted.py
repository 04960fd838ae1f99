"""A secret word in every private field of a cluster, for the tests that look for it where it must not be.

A room adds what it keeps: a function that plants the word in its fields and returns the ids that fill its
addresses. A field that nobody has planted fails `test_nothing_leaks.py`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from PIL import Image as Picture
from wagtail.documents.models import Document as SiteDocument
from wagtail.images.models import Image
from wagtail.models import UploadedFile

from grappe.analysis.figures.papers import RESULT
from grappe.analysis.vocabulary import laws
from grappe.apps.applications.acts.applying import Applicant, apply
from grappe.apps.applications.acts.deciding import withdraw
from grappe.apps.applications.acts.documents import ask_for_document, file_document, refuse_document
from grappe.apps.applications.acts.judging import judge
from grappe.apps.applications.models import AskedOfCategory
from grappe.apps.clusters.models import (
    Axis,
    Cluster,
    Document,
    Objective,
    ObjectiveMission,
    Recognition,
    Role,
    Statutes,
)
from grappe.apps.clusters.queries.missions import missions_of
from grappe.apps.evaluation.acts.making import attach_file, make_evaluation
from grappe.apps.evaluation.models import Evaluation
from grappe.apps.evaluation.queries.evaluations import results_folder
from grappe.apps.members.acts.identity import appoint, declare
from grappe.apps.members.acts.membership import admit
from grappe.apps.members.acts.organisations import enter
from grappe.apps.members.granting import representative
from grappe.apps.members.importing.acts.receiving import receive
from grappe.apps.members.importing.models import Import, SavedMapping
from grappe.apps.members.models import Activity, Contact, RepresentationAct, SavedFilter, Site
from grappe.apps.people.acts.inviting import invite
from grappe.apps.people.models import Person
from grappe.apps.tasks.acts import Told, add_task

WORD = "mirabelle"
PUBLIC = (f"Cluster {WORD}", f"Catégorie {WORD}", f"Pièce {WORD}")
"""What whoever applies reads: how a cluster, its categories and what it asks for are called."""
OF_THE_LAW = (
    f"Légal {WORD}",
    f"L-{WORD}",
    f"https://cluster-{WORD}.example.org/",
    f"Cluster {WORD}",
    f"Catégorie {WORD}",
)
"""What the authority reads too: recognitions, who a cluster is, the columns of its register."""
LEGAL, SHORT, SITE = OF_THE_LAW[:3]
ASKED = "mirab"
"""What the tests type: an answer that repeats it says nothing."""
LONG_AGO = dt.date(2020, 1, 1)
Ids = dict[str, object]
Planter = Callable[[Cluster, Person], Ids]


def plant(cluster: Cluster, lead: Person) -> Ids:
    """Plant the word in all that is the cluster's, and return what fills the addresses of its things."""
    ids: Ids = {}
    for planter in PLANTERS:
        ids |= planter(cluster, lead)
    return ids


def _cluster(cluster: Cluster, lead: Person) -> Ids:
    Person.objects.filter(pk=lead.pk).update(
        first_name=WORD, last_name=WORD, email=f"{WORD}@example.org", demo=""
    )
    Cluster.objects.filter(pk=cluster.pk).update(
        name=PUBLIC[0],
        legal_name=LEGAL,
        legal_form=LEGAL,
        enterprise_number=SHORT,
        object=LEGAL,
        scope_nace=[WORD],
        website=SITE,
        portal_url=f"https://{WORD}.example.org/",
        domain=f"{WORD}.example.org",
        logo=f"logos/{WORD}.png",
    )
    cluster.categories.update(name=PUBLIC[1])
    statutes = Statutes.objects.create(
        cluster=cluster, title=WORD, adopted_on=LONG_AGO, in_force_on=LONG_AGO, file=_file("statuts")
    )
    regime = laws.regime_on(LONG_AGO)
    recognition = Recognition.objects.create(
        cluster=cluster,
        number=1,
        starts_on=LONG_AGO,
        ends_on=dt.date(2027, 12, 31),
        regime=regime,
        decision=LEGAL,
    )
    axis = Axis.objects.create(cluster=cluster, code="a1", label=WORD)
    objective = Objective.objects.create(cluster=cluster, code="o1", text=WORD, priority=WORD)
    ObjectiveMission.objects.create(objective=objective, regime=regime, code=missions_of(regime)[0].code)
    document = Document.objects.create(
        cluster=cluster, code="d01", title=WORD, file=_file("preuve"), named=f"{WORD}.pdf"
    )
    return {
        "kind": "statutes",
        "number": statutes.pk,
        "statutes": statutes.pk,
        "recognition": recognition.pk,
        "axis": axis.code,
        "objective": objective.code,
        "document": document.code,
        "role": Role.objects.get(person=lead).pk,
    }


def _of_wagtail(cluster: Cluster, lead: Person) -> Ids:
    """What Wagtail keeps of the cluster: images, documents, tags, pages, names."""
    space = cluster.space
    drawn = BytesIO()
    Picture.new("RGB", (8, 8)).save(drawn, "PNG")
    image = Image.objects.create(
        title=WORD,
        collection=space.collection,
        file=ContentFile(drawn.getvalue(), f"{WORD}.png"),
        uploaded_by_user=lead,
        description=WORD,
    )
    image.tags.add(WORD)
    document = SiteDocument.objects.create(
        title=WORD,
        collection=space.collection,
        file=ContentFile(WORD.encode(), "site.txt"),  # a name that the tests will type
        uploaded_by_user=lead,
    )
    document.tags.add(WORD)
    space.root_page.title = WORD
    space.root_page.save_revision(user=lead).publish()
    space.collection.name = WORD
    space.collection.save()
    space.group.name = WORD
    space.group.save()
    waiting = UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(Image),
        file=_file("attente"),
        uploaded_by_user=lead,
    )
    return {
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "uploaded_file_id": waiting.pk,
        "page_id": space.root_page.pk,
        "parent_page_id": space.root_page.pk,
        "page_to_move_id": space.root_page.pk,
        "destination_id": space.root_page.pk,
        "collection_id": space.collection.pk,
        "filter_spec": "max-165x165",
        "app_label": "wagtailimages",
        "model_name": "image",
        "action": "delete",
        "document_filename": document.filename,
    }


def _members(cluster: Cluster, lead: Person) -> Ids:
    by = lead.named
    organisation = enter(
        cluster=cluster,
        name=WORD,
        by=by,
        on=LONG_AGO,
        website=f"https://{WORD}.example.org/",
        email=f"{WORD}@example.org",
        phone=WORD,
        does={"fr": WORD},
        skills=[WORD],
        references=[WORD],
        certifications=[WORD],
    )
    type(organisation).objects.filter(pk=organisation.pk).update(logo=f"logos/{WORD}.png")
    admit(
        organisation=organisation,
        category=cluster.categories.get(code="effective"),
        kind="enterprise",
        by=by,
        on=LONG_AGO,
        reason=WORD,
    )
    declare(
        organisation=organisation,
        by=by,
        on=LONG_AGO,
        reason=WORD,
        legal_name=LEGAL,
        legal_form=LEGAL,
        street=LEGAL,
        postal_code=SHORT,
        place=LEGAL,
    )
    appoint(organisation=organisation, person=lead, part=RepresentationAct.Part.VOTER, by=by, on=LONG_AGO)
    site = Site.objects.create(organisation=organisation, street=WORD, postal_code=WORD, place=WORD)
    contact = Contact.objects.create(
        organisation=organisation,
        first_name=WORD,
        last_name=WORD,
        function=WORD,
        email=f"{WORD}@example.org",
        phone=WORD,
    )
    Activity.objects.create(organisation=organisation, nace=WORD, nace_version=2008)
    saved = SavedFilter.objects.create(
        cluster=cluster, person=lead, name=WORD, question=f"q={WORD}", shared=True
    )
    double = enter(cluster=cluster, name=WORD, by=by, on=LONG_AGO)
    return {
        "first": organisation.code,
        "second": double.code,
        "wanted": "contacts",
        "code": organisation.code,
        "site": site.pk,
        "contact": contact.pk,
        "person": lead.pk,
        "book": "member",
        "act": organisation.membership_acts.get().pk,
        "saved": saved.pk,
        "suffix": "csv",
    }


def _invitations(cluster: Cluster, lead: Person) -> Ids:
    given = {"kind": "role", "role": "team", "cluster": cluster.pk}
    address = f"{WORD}-invitee@example.org"
    sent, _ = invite(email=address, language="fr", grants=[given], by=lead, on=LONG_AGO)
    member = cluster.organisations.order_by("pk")[0]
    invite(
        email=f"{WORD}-representante@example.org",
        language="fr",
        grants=[representative(member, RepresentationAct.Part.READER)],
        by=lead,
        on=LONG_AGO,
    )
    return {"invitation": sent.pk}


def _imports(cluster: Cluster, lead: Person) -> Ids:
    SavedMapping.objects.create(cluster=cluster, headings=WORD, columns={"name": 0})
    content = f"Nom;{WORD}\n{WORD};{WORD}\n".encode()
    sent = receive(cluster=cluster, name=f"{WORD}.csv", content=content, by=lead.named, on=LONG_AGO)
    Import.objects.filter(pk=sent.pk).update(
        sheet=WORD, others=[WORD], told=[[WORD, {}]], refused=[[WORD, {}]]
    )
    return {"sent": sent.pk, "row": sent.rows.get().number}


def _applications(cluster: Cluster, lead: Person) -> Ids:
    by, category = lead.named, cluster.categories.get(code="effective")
    AskedOfCategory.objects.create(category=category, code="piece", label=PUBLIC[2])
    told = {
        "cluster": cluster,
        "category": category,
        "member_kind": "enterprise",
        "language": "fr",
        "by": by,
        "on": LONG_AGO,
        "message": WORD,
    }
    applicant = Applicant(name=WORD, contact={"last_name": WORD, "email": f"{WORD}@example.org"})
    over, _ = apply(applicant=applicant, **told)  # type: ignore[arg-type]
    withdraw(application=over, reason=WORD, by=by, on=LONG_AGO)
    one, _ = apply(applicant=applicant, files={"piece": _file("extrait")}, **told)  # type: ignore[arg-type]
    refuse_document(document=one.documents.get(code="piece"), reason=WORD, by=by, on=LONG_AGO)
    paper = ask_for_document(application=one, code="autre", label=WORD, by=by, on=LONG_AGO)
    file_document(document=paper, file=_file("attestation"), by=by, on=LONG_AGO)
    judge(
        application=one,
        criterion="place_in_region",
        answer="met",
        source="statement",
        words=WORD,
        as_of=LONG_AGO,
        by=by,
        on=LONG_AGO,
    )
    return {"application": one.pk, "paper": paper.pk, "criterion": "place_in_region"}


def _evaluations(cluster: Cluster, lead: Person) -> Ids:
    """An evaluation with its files, its reports and what else its folder holds."""
    one = make_evaluation(cluster=cluster, as_of=LONG_AGO, by=lead.named, on=LONG_AGO)
    held = attach_file(one, name=f"{WORD}.toml", file=_file("style"), by=lead.named, on=LONG_AGO)
    now, told = timezone.now(), {"fr": [WORD]}
    Evaluation.objects.filter(pk=one.pk).update(
        title=WORD,
        reference=WORD,
        evaluator=WORD,
        client=WORD,
        step=WORD,
        refusals=told,
        remarks=told,
        state=Evaluation.State.DONE,
        started_at=now,
        ended_at=now,
    )
    folder = results_folder(one)
    folder.mkdir(parents=True)
    for report in ("report.html", "report.pdf", "report.docx"):
        (folder / report).write_text(WORD, encoding="utf-8")
    figure = dict.fromkeys(RESULT) | {
        "figure": "members.total",
        "value": 1.0,
        "unit": "count",
        "status": "ok",
        "as_of": LONG_AGO.isoformat(),
        "label": WORD,
        "rows": WORD,
    }
    verdict = {"claim_ids": WORD, "verdict": "impossible", "sentence": f"members.total {WORD}"}
    sentence = {
        "figures": {"members.total": 1.0},
        "printed": WORD,
        "kind": "finding",
        "chapter": 1,
        "source": WORD,
    }
    package = {"grappe": {"platform": {"tables": ["members"], "files": {"letters": f"{WORD}.csv"}}}}
    for name, rows in (
        ("figures", [figure]),
        ("audit", [verdict]),
        ("sentences", [sentence]),
        ("datapackage", package),
    ):
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return {"evaluation": one.number, "form": "html", "figure": "members.total", "attached": held.pk}


def _tasks(cluster: Cluster, lead: Person) -> Ids:
    """A task about a member, and one about an application."""
    organisation = cluster.organisations.order_by("pk")[0]
    application = cluster.applications.order_by("pk")[0]
    of_member, _ = (
        add_task(
            cluster=cluster,
            told=Told(title=WORD, detail=WORD, due_on=LONG_AGO, assignee=lead, about=about),
            by=lead.named,
            on=LONG_AGO,
        )
        for about in (organisation, application)
    )
    return {
        "task": of_member.pk,
        "sur": f"organisation:{organisation.pk}",
        "about": f"application:{application.pk}",
    }


PLANTERS: tuple[Planter, ...] = (
    _cluster,
    _of_wagtail,
    _members,
    _invitations,
    _imports,
    _applications,
    _evaluations,
    _tasks,
)


HOLDS_NO_WORD = {
    "Application.decided_by": "a code",
    "Application.form": "a token",
    "Application.link": "a fingerprint",
    "ApplicationDocument.code": "in the form that anybody reads",
    "AskedOfCategory.code": "the same",
    "ApplicationDocument.judged_by": "the number of a person",
    "Axis.code": "written in dossiers",
    "Category.code": "the same",
    "Cluster.domain": "an address, public",
    "Cluster.languages": "codes of languages",
    "Cluster.slug": "an address",
    "Contact.visibility": "one of four words",
    "Document.chapters": "numbers",
    "Document.code": "written in dossiers",
    "AttachedFile.sha256": "a fingerprint",
    "AttachedFile.table": "the name of a table of the contract",
    "Evaluation.language": "a code",
    "IdentityAct.enterprise_number": "public, and checked",
    "Import.asked": "codes and a fingerprint",
    "Import.columns": "fields and positions",
    "Import.counts": "numbers",
    "Import.default_category": "a code",
    "Import.default_kind": "a code",
    "Import.guessed": "codes",
    "Import.judged": "a fingerprint",
    "Import.wrote": "numbers",
    "ImportRow.choice": "a code",
    "ImportRow.kind": "a code",
    "ImportRow.mended": "as its cells",
    "ImportRow.verdict": "as its cells",
    "SavedMapping.columns": "fields and positions",
    "MembershipAct.decided_by": "a code",
    "MembershipSpan.kind": "a code",
    "Merge.chosen": "codes",
    "Merge.moved": "numbers",
    "Mission.label": "of no cluster: the law's",
    "MissionList.note": "the same",
    "MissionList.text_link": "the same",
    "MissionList.text_title": "the same",
    "Objective.code": "written in dossiers",
    "Organisation.code": "the same",
    "Organisation.visibility": "codes",
    "RepresentationAct.reason": "as that of the others",
    "RepresentationSpan.part": "a code",
    "Task.closed_by": "the number of a person",
    "Task.made_by": "the same",
}
"""Fields of a cluster's things in which no secret can stand, and why."""


ROOMS = (
    "grappe.apps.applications",
    "grappe.apps.clusters",
    "grappe.apps.evaluation",
    "grappe.apps.members",
    "grappe.apps.tasks",
)
"""Those that keep what is a cluster's."""


def unplanted() -> Iterator[str]:
    """Yield the fields of a cluster's things that hold the word in no row, and that could."""
    for model in apps.get_models():
        if not model.__module__.startswith(ROOMS):
            continue
        for field in model._meta.concrete_fields:
            name = f"{model.__name__}.{field.name}"
            if _could_hold(field) and name not in HOLDS_NO_WORD:
                told = model._default_manager.values_list(field.name, flat=True)
                if not any(WORD in str(value) for value in told):
                    yield name


def _could_hold(field: models.Field[Any, Any]) -> bool:
    if field.name == "by":  # the number of a person
        return False
    if not isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField):
        return False
    return not field.choices and (getattr(field, "max_length", None) or len(WORD)) >= len(WORD)


def _file(name: str) -> ContentFile[bytes]:
    return ContentFile(f"{WORD} {name}".encode(), f"{WORD}-{name}.txt")
