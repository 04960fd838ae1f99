"""Every address of the platform, as the resolver knows them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> Iterator[tuple[str, str]]:
    """Yield each address: its name with its namespaces, and its pattern."""

    def below(resolver: URLResolver, names: tuple[str, ...], before: str) -> Iterator[tuple[str, str]]:
        for one in resolver.url_patterns:
            if isinstance(one, URLPattern):
                yield ":".join((*names, one.name or "")), before + str(one.pattern)
            else:
                within = (*names, one.namespace) if one.namespace else names
                yield from below(one, within, before + str(one.pattern))

    yield from below(get_resolver(), (), "")
