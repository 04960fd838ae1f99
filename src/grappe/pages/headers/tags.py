"""The mark that lets an inline script run: `<script nonce="{% nonce %}">`."""

from __future__ import annotations

from django.template import Library

from grappe.pages.headers.policy import nonce

register = Library()
register.simple_tag(nonce, name="nonce")
