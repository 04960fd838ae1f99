"""What evaluations keep of people: nothing that Grappe can tell apart, in texts and files of others."""

from __future__ import annotations

from grappe.apps.privacy.declarations import of_nobody

DECLARATIONS = (
    of_nobody(
        "evaluation.Evaluation",
        "id",
        "cluster",
        "number",
        "title",
        "as_of",
        "period_from",
        "period_to",
        "reference",
        "evaluator",
        "client",
        "language",
        "survey_invited",
        "drafts",
        "state",
        "made_at",
        "asked_at",
        "started_at",
        "seen_at",
        "ended_at",
        "step",
        "refusals",
        "remarks",
    ),
    of_nobody("evaluation.AttachedFile", "id", "evaluation", "name", "table", "file", "size", "sha256"),
)
