"""The compose file: what no machine of the house can start, read against what it says it starts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
from tests.deploy.conftest import understood

from grappe.apps.settings.database import PostgreSQL
from grappe.apps.settings.installation import read_installation

Compose = Mapping[str, Any]
TOLD = re.compile(r"\$\{(?P<name>\w+)(?::\?[^}]*)?\}")


def ours(compose: Compose) -> dict[str, Any]:
    return {name: one for name, one in compose["services"].items() if one["image"] == "grappe"}


def with_values(settings: Mapping[str, str]) -> dict[str, str]:
    """The variables as compose would hand them over, each word that it asks for being `told`."""
    return {name: TOLD.sub("told", value) for name, value in settings.items()}


@pytest.mark.parametrize(("service", "words"), [("web", {"worker": False}), ("worker", {"name": "worker"})])
def test_each_service_of_ours_runs_a_command_with_options_that_it_knows(
    compose: Compose, service: str, words: dict[str, object]
) -> None:
    assert set(ours(compose)) == {"web", "worker"}
    assert words.items() <= understood(ours(compose)[service]["command"]).items()


def test_the_settings_of_ours_are_read_and_lead_to_the_database_beside(compose: Compose) -> None:
    beside = with_values(compose["services"]["database"]["environment"])
    for service in ours(compose).values():
        read = read_installation(with_values(service["environment"]))

        assert read.database == PostgreSQL(
            beside["POSTGRES_DB"], beside["POSTGRES_USER"], beside["POSTGRES_PASSWORD"], "database", 5432
        )
        assert f"data:{read.data}" in service["volumes"]
        assert read.proxies == 1


def test_the_proxy_asks_the_web_server_where_it_listens(compose: Compose) -> None:
    listens = understood(compose["services"]["web"]["command"])

    assert compose["services"]["proxy"]["environment"]["GRAPPE_UPSTREAM"] == f"web:{listens['port']}"
    assert listens["host"] == "0.0.0.0"  # noqa: S104 - all of its container, which the proxy alone reaches


def test_nobody_outside_reaches_anything_but_the_proxy(compose: Compose) -> None:
    inside = {name for name, one in compose["networks"].items() if (one or {}).get("internal")}

    assert [name for name, one in compose["services"].items() if "ports" in one] == ["proxy"]
    assert set(compose["services"]["database"]["networks"]) <= inside
    assert not set(compose["services"]["proxy"]["networks"]) & inside


def test_services_start_in_an_order_and_only_wait_for_one_that_tells_its_health(
    compose: Compose, steps: list[tuple[str, str]]
) -> None:
    services = compose["services"]
    waits = {name: one.get("depends_on", {}) for name, one in services.items()}
    by_image = {"grappe"} if "HEALTHCHECK" in dict(steps) else set()

    order = list(TopologicalSorter(waits).static_order())

    assert order.index("database") < order.index("web") < order.index("worker")
    for asked in waits.values():
        for name, how in asked.items():
            assert how == {"condition": "service_healthy"}
            told = services[name].get("healthcheck", {})
            assert "test" in told or (services[name]["image"] in by_image and not told.get("disable"))


def test_every_volume_and_network_is_declared_and_serves(compose: Compose) -> None:
    services = compose["services"].values()
    mounted = {one.partition(":")[0] for service in services for one in service.get("volumes", [])}

    assert {name for name in mounted if not name.startswith(".")} == set(compose["volumes"])
    assert {name for one in services for name in one["networks"]} == set(compose["networks"])


def test_no_secret_is_written_in_it_and_what_it_asks_for_is_in_the_example(
    compose: Compose, folder: Path
) -> None:
    written = (folder / "compose.yaml").read_text("utf-8")
    example = (folder / "grappe.env.example").read_text("utf-8")
    asked = {found["name"] for found in TOLD.finditer(written)}

    assert asked == {"POSTGRES_PASSWORD", "GRAPPE_HOSTS"}
    assert [name for name in asked if not re.search(rf"^{name}=", example, re.MULTILINE)] == []
    for service in compose["services"].values():
        secret = {n: v for n, v in service.get("environment", {}).items() if "PASSWORD" in n or "SECRET" in n}
        assert [value for value in secret.values() if not TOLD.fullmatch(value)] == []
