"""Templates of ours, watched: none reads what nobody gave it, no page asks the database while it is drawn."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.template.base import Node
from django.template.context import BaseContext
from django.template.loader_tags import BlockNode

OURS = "/grappe/pages/"
PAGES = ("desk", "space", "cockpit")
"""The blocks of the rooms' frames in which a page stands; the frame around it asks for the menu."""


class _Nothing(str):
    """What Django writes where a variable is not known."""

    __slots__ = ()

    def __contains__(self, _: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        raise AssertionError(f"a template reads {variable}, which nobody gave it")


@pytest.fixture
def _watched_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    render, draw = Node.render_annotated, BlockNode.render

    def watched(node: Node, context: BaseContext) -> Any:
        engine = context.template.engine  # type: ignore[union-attr]  # it is being rendered
        before = engine.string_if_invalid
        ours = OURS in getattr(getattr(node, "origin", None), "name", "")
        engine.string_if_invalid = _Nothing("%s") if ours else ""
        try:
            return render(node, context)
        finally:
            engine.string_if_invalid = before

    def drawn(node: BlockNode, context: Any) -> Any:
        if node.name not in PAGES:
            return draw(node, context)
        with connection.execute_wrapper(_refuse):
            return draw(node, context)

    monkeypatch.setattr(Node, "render_annotated", watched)
    monkeypatch.setattr(BlockNode, "render", drawn)


def _refuse(execute: object, sql: str, *_: object) -> None:  # noqa: ARG001 - as Django calls it
    raise AssertionError(f"a template asks the database: {sql[:200]}")
