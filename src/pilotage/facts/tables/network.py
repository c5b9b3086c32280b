"""Tables about links and servers."""

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table

NETWORK_LINKS = Table(
    "network_links",
    says="Links from offices to the internet or to each other.",
    source="Download and upload measured by Pilotage, provider contract, network_links.csv",
    key=("link",),
    columns={
        "link": Column(pl.String, "name or circuit id"),
        "office": Column(pl.String, "office it serves, as in users.office"),
        "provider": Column(pl.String, "who delivers it"),
        "down_mbps": Column(pl.Float64, "megabits per second towards the office", least=0),
        "up_mbps": Column(pl.Float64, "megabits per second from the office", least=0),
        "busy_percent": Column(pl.Float64, "used at the busiest hour, 0 to 100", least=0),
        "measured_at": Column(UTC_TIME, "when it was measured"),
    },
)

NETWORK_MEASUREMENTS = Table(
    "network_measurements",
    says="How long steps to a target took, how many failed, and how much got through.",
    source="Measured by Pilotage from a machine in the office, network_measurements.csv",
    key=("office", "target", "kind"),
    columns={
        "office": Column(pl.String, "office it was measured from, as in users.office"),
        "target": Column(pl.String, "host, with its port where one was connected to"),
        "kind": Column(pl.String, "lookup, tcp, tls, ike, download or upload"),
        "samples": Column(pl.Int64, "how often it was tried", least=0),
        "loss_percent": Column(pl.Float64, "share of tries that failed, 0 to 100", least=0),
        "p50_ms": Column(pl.Float64, "milliseconds that half of the tries did not exceed", least=0),
        "p95_ms": Column(pl.Float64, "milliseconds that 95 of 100 did not exceed", least=0),
        "mbps": Column(pl.Float64, "megabits per second that got through", least=0),
        "why": Column(pl.String, "why the first that failed did; empty if none did"),
        "at": Column(UTC_TIME, "when measuring began"),
    },
)

SERVERS = Table(
    "servers",
    says="Servers, physical or virtual.",
    source="LDAP computer objects, SharpHound computers, inventory of the hypervisor, servers.csv",
    key=("server",),
    columns={
        "server": Column(pl.String, "host name, lower case"),
        "os": Column(pl.String, "operating system with version"),
        "role": Column(pl.String, "what it does, such as file, print, database"),
        "service": Column(pl.String, "business service that needs it"),
        "owner": Column(pl.String, "user id of the owner"),
        "office": Column(pl.String, "where it stands"),
        "size_bytes": Column(pl.Int64, "bytes of disk in use", least=0),
        "support_ends_at": Column(UTC_TIME, "end of the maker's support"),
        "backed_up_at": Column(UTC_TIME, "last good backup"),
    },
)
