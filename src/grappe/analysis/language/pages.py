"""Templates of pages, in which every text is escaped, whoever wrote it."""

from __future__ import annotations

from functools import cache

import jinja2


@cache
def page_template(package: str, name: str) -> jinja2.Template:
    """Return a template of a package's folder `templates`; a name that it does not get is an error."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(package, "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template(name)
