"""An emulator of Microsoft Graph and of the sign-in before it, for tests, benchmarks and the demo.

It is as strict as the original where a client can go wrong: page sizes, permissions, limits,
links that expire, parts of a batch that are refused on their own. All organisations are invented.
"""

from .clock import Clock
from .emulator import Emulator
from .faults import Fault, Faults, Mishap
from .limits import LIMITS, NO_LIMITS, Limit
from .registration import Registration
from .server import Running, serving
from .synthetic import Size, synthetic
from .tenant import Tenant, demo_tenant

__all__ = [
    "LIMITS",
    "NO_LIMITS",
    "Clock",
    "Emulator",
    "Fault",
    "Faults",
    "Limit",
    "Mishap",
    "Registration",
    "Running",
    "Size",
    "Tenant",
    "demo_tenant",
    "serving",
    "synthetic",
]
