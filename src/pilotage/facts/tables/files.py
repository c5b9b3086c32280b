"""Tables about sites, drives, teams and shared folders."""

import polars as pl

from pilotage.facts.table import UTC_TIME, Column, Table

SITES = Table(
    "sites",
    says="SharePoint sites.",
    source="Report getSharePointSiteUsageDetail, Graph /sites, sites.csv",
    key=("site",),
    columns={
        "site": Column(pl.String, "site id"),
        "name": Column(pl.String, "title"),
        "url": Column(pl.String, "web address"),
        "owner": Column(pl.String, "user id of the owner; the sign-in name if unknown"),
        "group": Column(pl.String, "group that the site belongs to"),
        "size_bytes": Column(pl.Int64, "bytes stored", least=0),
        "file_count": Column(pl.Int64, "files", least=0),
        "external_sharing": Column(pl.Boolean, "people outside may be invited"),
        "last_active_at": Column(UTC_TIME, "last activity"),
    },
)

DRIVES = Table(
    "drives",
    says="OneDrives of people and document libraries of sites.",
    source="Report getOneDriveUsageAccountDetail, Graph /drives, drives.csv",
    key=("drive",),
    columns={
        "drive": Column(pl.String, "drive id or site id of a OneDrive"),
        "kind": Column(pl.String, "personal or library"),
        "owner": Column(pl.String, "user id of the owner; the sign-in name if unknown"),
        "site": Column(pl.String, "site id of a library"),
        "url": Column(pl.String, "web address"),
        "size_bytes": Column(pl.Int64, "bytes stored", least=0),
        "file_count": Column(pl.Int64, "files", least=0),
        "last_active_at": Column(UTC_TIME, "last activity"),
    },
)

TEAMS = Table(
    "teams",
    says="Teams; members are those of the group.",
    source="Graph /teams or groups with resourceProvisioningOptions Team, report "
    "getTeamsTeamActivityDetail",
    key=("team",),
    columns={
        "team": Column(pl.String, "group id of the team"),
        "name": Column(pl.String, "display name"),
        "visibility": Column(pl.String, "public or private"),
        "archived": Column(pl.Boolean, "read-only"),
        "channels": Column(pl.Int64, "channels of all kinds", least=0),
        "private_channels": Column(pl.Int64, "private channels", least=0),
        "guests": Column(pl.Int64, "guests", least=0),
        "last_active_at": Column(UTC_TIME, "last activity"),
    },
)

SITE_MEMBERSHIPS = Table(
    "site_memberships",
    says="Who may do what in a site.",
    source="SharePoint site permissions, site_memberships.csv",
    key=("site", "member", "role"),
    columns={
        "site": Column(pl.String, "site id"),
        "member": Column(pl.String, "object id of the user or group"),
        "role": Column(pl.String, "owner, member or visitor"),
    },
)

SHARED_FOLDERS = Table(
    "shared_folders",
    says="Shared folders on file servers.",
    source="A walk of the mounted share, or the inventory of a file server, shared_folders.csv",
    key=("folder",),
    columns={
        "folder": Column(pl.String, "UNC path, lower case"),
        "server": Column(pl.String, "server that offers it"),
        "owner": Column(pl.String, "user id of the owner"),
        "department": Column(pl.String, "department that uses it"),
        "size_bytes": Column(pl.Int64, "bytes stored", least=0),
        "file_count": Column(pl.Int64, "files", least=0),
        "folder_count": Column(pl.Int64, "folders below it", least=0),
        "depth": Column(pl.Int64, "levels of folders below it", least=0),
        "longest_path": Column(
            pl.Int64,
            "letters of its longest path in the target, library and name included",
            least=0,
        ),
        "longest_example": Column(pl.String, "that path in the source"),
        "largest_file_bytes": Column(pl.Int64, "bytes of its largest file", least=0),
        "refused_names": Column(
            pl.Int64, "files and folders whose names SharePoint does not take", least=0
        ),
        "refused_example": Column(pl.String, "path of one of them"),
        "link_count": Column(pl.Int64, "symbolic links, which no mover follows", least=0),
        "unreadable": Column(pl.Int64, "folders and files that could not be looked at", least=0),
        "open_to_everyone": Column(pl.Boolean, "Everyone or Authenticated Users may write"),
        "open_count": Column(pl.Int64, "files and folders that everyone may write", least=0),
        "own_rights": Column(pl.Int64, "folders with other rights than the one above", least=0),
        "shared_with": Column(pl.List(pl.String), "who may do what, as group sales=rwx"),
        "last_modified_at": Column(UTC_TIME, "last change of a file in it"),
        "types": Column(pl.List(pl.String), "largest kinds of files with their bytes, as docx=9"),
    },
)
