"""Forms, as whoever looks at a page brings them back."""

from __future__ import annotations

import re

from django.test import Client


def hidden(client: Client, address: str) -> dict[str, str]:
    """What a form that is shown brings back by itself."""
    page = client.get(address).content.decode()
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
