"""What the frame of the desk may write without loading anything."""

from __future__ import annotations

from django.template import Context, Library

from grappe.pages.desk.menu import PlainPart, plain_menu

register = Library()


@register.simple_tag(takes_context=True)
def desk_menu(context: Context) -> tuple[PlainPart, ...]:
    """Return the menu of the desk, to be written out where no script draws it."""
    return plain_menu(context["request"])
