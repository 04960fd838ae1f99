"""The axes of 2007 and the missions of 2024, as far as they are known: the first version of each list."""

from __future__ import annotations

import datetime as dt

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LISTS = (
    {
        "regime": "decree_2007",
        "since": dt.date(2007, 7, 1),
        "text_title": "Décret du 18 janvier 2007 relatif au soutien et au développement des réseaux d’entreprises ou clusters, article 2",
        "text_link": "https://etaamb.openjustice.be/fr/decret-du-18-janvier-2007_n2007200428.html",
        "wording": "unknown",
        "note": "Les mots des six axes n’ont pas été relevés : recopiez-les du Moniteur belge du 9 février 2007.",
        "labels": {f"d2007_{number}": f"Axe {number} du décret de 2007" for number in range(1, 7)},
    },
    {
        "regime": "decree_2024",
        "since": dt.date(2024, 7, 1),
        "text_title": "Décret du 11 avril 2024 modifiant le décret du 18 janvier 2007, et arrêté du 2 mai 2024",
        "text_link": "https://etaamb.openjustice.be/fr/nl/decret-du-11-avril-2024_n2024006419.html",
        "wording": "summary",
        "note": "Résumé de la page « Les 4 missions » du portail des clusters : les mots ne sont pas ceux du texte.",
        "labels": {
            "d2024_1": "Cartographier et structurer l’écosystème économique",
            "d2024_2": "Connecter et renforcer les partenariats avec les acteurs de l’animation économique",
            "d2024_3": "Rendre visibles le cluster et ses membres en Wallonie, en Belgique et à l’étranger",
            "d2024_4": "Soutenir l’innovation des entreprises dans la transition économique, numérique et environnementale",
        },
    },
)


def write_lists(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's signature
    """Write the first version of each list."""
    missions, lists = apps.get_model("clusters", "Mission"), apps.get_model("clusters", "MissionList")
    for told in LISTS:
        fields = {name: value for name, value in told.items() if name != "labels"}
        made = lists.objects.create(version=1, **fields)
        labels: dict[str, str] = told["labels"]  # type: ignore[assignment]  # of all values the only map
        missions.objects.bulk_create(
            [missions(list=made, code=code, label=label) for code, label in labels.items()]
        )


class Migration(migrations.Migration):
    """The way back leaves the lists, which go with their tables."""

    dependencies = [("clusters", "0004_objectives_and_missions")]
    operations = [migrations.RunPython(write_lists, migrations.RunPython.noop)]
