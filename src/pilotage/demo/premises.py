"""What stands in the offices of the demo: links, servers, shared folders."""

from __future__ import annotations

import polars as pl

from pilotage.demo.chance import after, dice, gigabytes
from pilotage.demo.tenant import Tenant

BUSY = "Coimbra"
FILE_SERVER = "bl-file-1"
PLACES = (
    ("bl-dc-1", "domain controller", "Windows Server 2022", "Sign-in", 2100),
    ("bl-dc-2", "domain controller", "Windows Server 2022", "Sign-in", 2100),
    (FILE_SERVER, "file", "Windows Server 2019", "Shared files", 1100),
    ("bl-print-1", "print", "Windows Server 2019", "Printing", 1100),
    ("bl-erp-db", "database", "Windows Server 2022", "Order to cash", 2100),
    ("bl-payroll", "application", "Windows Server 2012 R2", "Payroll", -800),
)
"""Host name, role, system, service and the days until the maker's support ends."""


def links(tenant: Tenant) -> pl.DataFrame:
    """Return one link per office; that of BUSY is nearly full."""
    offices = tenant.company.offices
    people = dict(tenant.people.group_by("office").len().iter_rows())
    rows = [
        {
            "link": f"line-{number}",
            "office": office.name,
            "provider": "Fjordnet (demo)",
            "down_mbps": float(max(100, 2 * people.get(office.name, 0))),
            "up_mbps": float(max(50, people.get(office.name, 0))),
            "busy_percent": 91.0 if office.name == BUSY else 34.0 + number,
            "measured_at": after(tenant.now, -6),
        }
        for number, office in enumerate(offices, start=1)
    ]
    return pl.DataFrame(rows)


def measurements(tenant: Tenant) -> pl.DataFrame:
    """Return how far the service is from each office; from BUSY it is slow and some tries fail."""
    return pl.DataFrame(
        {
            "office": office.name,
            "target": "outlook.office365.com:443",
            "kind": kind,
            "samples": 50,
            "loss_percent": 4.0 if office.name == BUSY else 0.0,
            "p50_ms": fast * (6 if office.name == BUSY else 1) + number,
            "p95_ms": 2.5 * fast * (6 if office.name == BUSY else 1) + number,
            "why": "timed out" if office.name == BUSY else None,
            "at": after(tenant.now, -6),
        }
        for number, office in enumerate(tenant.company.offices)
        for kind, fast in (("lookup", 4.0), ("tcp", 18.0), ("tls", 31.0))
    )


def servers(tenant: Tenant) -> pl.DataFrame:
    """Return the servers; one is out of support."""
    head = _heads(tenant).filter(pl.col("department").str.starts_with("IT"))["id"][0]
    return pl.DataFrame(
        [
            {
                "server": name,
                "os": system,
                "role": role,
                "service": service,
                "owner": head,
                "office": tenant.company.offices[0].name,
                "size_bytes": (number + 1) * 40 * 10**9,
                "support_ends_at": after(tenant.now, ends),
                "backed_up_at": after(tenant.now, -1),
            }
            for number, (name, role, system, service, ends) in enumerate(PLACES)
        ]
    )


def shared_folders(tenant: Tenant) -> pl.DataFrame:
    """Return one folder per department; everyone may write to the last of them.

    In the first of them lie names that SharePoint refuses.
    """
    heads = _heads(tenant)
    throws = dice(tenant.seed, "folders")
    size = pl.Series(gigabytes(throws, 60, 900, heads.height))
    folder = pl.col("department").str.to_lowercase().str.replace_all(" ", "-")
    first = pl.int_range(pl.len()) < tenant.planted.folders_with_refused_names
    return heads.select(
        "department",
        folder=pl.format(r"\\{}\{}", pl.lit(FILE_SERVER), folder),
        server=pl.lit(FILE_SERVER),
        owner="id",
        size_bytes=size,
        file_count=size // 1_200_000,
        folder_count=size // 40_000_000,
        depth=pl.lit(9),
        longest_path=pl.lit(212),
        largest_file_bytes=size // 50,
        refused_names=pl.when(first).then(14).otherwise(0),
        refused_example=pl.when(first).then(pl.lit("Minutes/Board: May.docx")),
        open_to_everyone=pl.int_range(pl.len()) == pl.len() - 1,
    )


def _heads(tenant: Tenant) -> pl.DataFrame:
    return tenant.people.filter(pl.col("rank") == 0)
