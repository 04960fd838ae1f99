"""What is stored of evaluations."""

from __future__ import annotations

from grappe.apps.evaluation.models.attached import AttachedFile
from grappe.apps.evaluation.models.evaluation import Evaluation

__all__ = ["AttachedFile", "Evaluation"]
