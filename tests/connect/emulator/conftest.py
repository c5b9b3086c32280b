"""The emulator with a demo tenant of the smallest size."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest
from connect.emulator.asking import Asking, Standing, asking
from emulator import NO_LIMITS, Emulator, Tenant, demo_tenant

STARTS_ON = date(2026, 1, 12)


@pytest.fixture(scope="session")
def made() -> Tenant:
    """The tenant as the demo makes it; nobody may change it."""
    return demo_tenant(40, 1, STARTS_ON)


@pytest.fixture
def tenant(made: Tenant) -> Tenant:
    return deepcopy(made)


@pytest.fixture
def graph(tenant: Tenant) -> Asking:
    """The emulator without limits, asked by an application that may read everything."""
    return asking(Emulator(tenant, clock=Standing(), limits=NO_LIMITS))


@pytest.fixture
def limited(tenant: Tenant) -> Asking:
    """The same with the published limits."""
    return asking(Emulator(tenant, clock=Standing()))
