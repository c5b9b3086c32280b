"""The export script: one page of PowerShell that runs the cmdlets of ``commands`` and only reads.

What fails is written to ``collection.json``, as a collection of our own does, so that a table
that is not whole is known not to be.

Source  https://learn.microsoft.com/powershell/exchange/exchange-online-powershell-v2
Source  https://learn.microsoft.com/powershell/exchange/connect-to-scc-powershell
"""

from __future__ import annotations

from pilotage.connect.exchange.areas import COMPLIANCE, SETTINGS
from pilotage.connect.exchange.commands import MAILBOXES, OF_MAILBOXES, SEND_AS, SHEETS
from pilotage.connect.exchange.declared import (
    ADDRESS,
    KNOWN,
    LIST,
    MOMENT,
    OWNER,
    READER,
    Command,
    Kept,
)

NAME, FOLDER = "export.ps1", "export"

ABOUT = f"""\
<#
Exports what Pilotage reads of Exchange Online. It only reads: every cmdlet is a Get.

Needs   PowerShell 5.1 or later, the module ExchangeOnlineManagement 3.0 or later
Role    {READER}
Run     Connect-ExchangeOnline
        .\\{NAME} -Folder {FOLDER}
        Add -Compliance, after Connect-IPPSSession, for the policies of Microsoft Purview.
Then    pilotage collect files {FOLDER}

Writes"""

START = f"""\
#>
param([string]$Folder = '{FOLDER}', [switch]$Compliance)
$ErrorActionPreference = 'Stop'
New-Item -ItemType Directory -Force -Path $Folder, (Join-Path $Folder 'statistics') | Out-Null
$ids = @{{}}; $addresses = @{{}}; $areas = [ordered]@{{}}; $withheld = [ordered]@{{}}
$done = @(); $failed = @()
"""

FUNCTIONS = """\
function Known($names) {
    $found = foreach ($name in @($names)) { if ($ids["$name"]) { $ids["$name"] } else { "$name" } }
    @($found) -join ';'
}
function Address($name) { if ($addresses["$name"]) { $addresses["$name"] } else { "$name" } }
function Moment($date) { if ($date) { ([datetime]$date).ToUniversalTime().ToString('o') } }
function Withhold($id, $tables, $why) {
    Write-Warning "${id}: $why"
    $script:withheld[$id] = @{ tables = @($tables); why = "$why" }
}
function Save($file, $header, $rows) {
    $path = Join-Path $Folder $file
    if ($rows) { $rows | Export-Csv $path -NoTypeInformation -Encoding UTF8 }
    else { Set-Content $path $header -Encoding UTF8 }
}
function Sheet($id, $tables, $file, $header, $ask) {
    try { Save $file $header @(& $ask) } catch { Withhold $id $tables $_ }
}
function Each($id, $tables, $file, $header, $those, $ask) {
    $lost = 0
    $rows = foreach ($mailbox in $those) { try { & $ask } catch { $lost++; $why = $_ } }
    if ($lost) { Withhold $id $tables "$lost mailboxes could not be asked: $why" }
    Save $file $header @($rows)
}
function Area($name, $cmdlet, $ask) {
    try { $script:areas[$name] = @(& $ask); $script:done += $cmdlet }
    catch { Write-Warning "$cmdlet failed: $_"; $script:failed += $cmdlet }
}
"""

LOOKUP = """\
foreach ($mailbox in $mailboxes) {
    $ids["$($mailbox.Identity)"] = $mailbox.ExternalDirectoryObjectId
    $addresses["$($mailbox.Identity)"] = $mailbox.PrimarySmtpAddress
}"""

END = """
$export = [ordered]@{ exo_successful_commands = $done; exo_unsuccessful_commands = $failed }
foreach ($name in $areas.Keys) { $export[$name] = $areas[$name] }
$export | ConvertTo-Json -Depth 10 |
    Set-Content (Join-Path $Folder 'exchange_settings.json') -Encoding UTF8
$noted = if ($withheld.Count) { $withheld | ConvertTo-Json -Depth 4 -Compress } else { '{}' }
$about = '{"pilotage_collection": 1, "kind": "export script", "connection": "Exchange Online"'
Set-Content (Join-Path $Folder 'collection.json') "$about, `"withheld`": $noted}" -Encoding UTF8
"""


def export_script() -> str:
    """Return the script, ready to run."""
    return "\n".join(
        [
            ABOUT,
            *_files(),
            START + FUNCTIONS,
            *_mailboxes(),
            *map(_each, OF_MAILBOXES),
            _sheet(SEND_AS, f"{_call(SEND_AS)} | Select-Object {_columns(SEND_AS)}"),
            "\n# Settings: one area of exchange_settings.json each",
            *map(_area, SETTINGS),
            "if ($Compliance) {",
            *(f"    {_area(each)}" for each in COMPLIANCE),
            "}",
            END,
        ]
    )


def _files() -> list[str]:
    sheets = [f"  {each.sheet}  ({each.cmdlet}: {', '.join(each.tables)})" for each in SHEETS]
    return [
        *sheets,
        "  exchange_settings.json  (settings, domains)",
        "  collection.json  (failures)",
    ]


def _mailboxes() -> list[str]:
    wanted = ",".join(kept.of for kept in MAILBOXES.kept)
    rows = f"$mailboxes | Select-Object {_columns(MAILBOXES)}"
    return [
        f"# {MAILBOXES.says}",
        f"$mailboxes = @({_call(MAILBOXES)} -Properties {wanted})",
        LOOKUP,
        f"Save '{MAILBOXES.sheet}' {_header(MAILBOXES)} @({rows})",
    ]


def _each(command: Command) -> str:
    """Return the question to every mailbox, or to those it makes sense for."""
    those = "$mailboxes"
    if command.only:
        name, value = command.only
        those = f"($mailboxes | Where-Object {name} -eq '{value}')"
    more = f" -Properties {','.join(command.properties)}" if command.properties else ""
    ask = f"{_call(command)} -Identity $mailbox.ExternalDirectoryObjectId{more}"
    return _told(
        "Each", command, f"{those} {{\n    {ask} |\n    Select-Object {_columns(command)} }}"
    )


def _sheet(command: Command, ask: str) -> str:
    return _told("Sheet", command, f"{{\n    {ask} }}")


def _told(function: str, command: Command, rest: str) -> str:
    """Return the call of one of the functions that write a sheet."""
    tables = ",".join(f"'{table}'" for table in command.tables)
    start = f"{function} '{command.id}' @({tables}) '{command.sheet}' {_header(command)}"
    return f"\n# {command.says}\n{start} {rest}"


def _header(command: Command) -> str:
    return f"'{','.join(kept.header for kept in command.kept)}'"


def _area(command: Command) -> str:
    select = f" | Select-Object {','.join(command.properties)}" if command.properties else ""
    return f"Area '{command.id}' '{command.cmdlet}' {{ {_call(command)}{select} }}"


def _call(command: Command) -> str:
    """Return the cmdlet with its parameters; one that fails is caught where it is called."""
    given = [
        f" -{name}" if value is True else f" -{name} '{value}'"
        for name, value in command.parameters.items()
    ]
    return f"{command.cmdlet}{''.join(given)} -ErrorAction Stop"


def _columns(command: Command) -> str:
    return ",\n        ".join(map(_column, command.kept))


def _column(kept: Kept) -> str:
    """Return one column for Select-Object: a property, or one that is worked out."""
    plain = f"$_.{kept.of}"
    value = {
        LIST: f"@({plain}) -join '{kept.mark}'",
        MOMENT: f"Moment {plain}",
        KNOWN: f"Known {plain}",
        ADDRESS: f"Address {plain}",
        OWNER: f"$mailbox.{kept.of}",
    }.get(kept.how, plain)
    if kept.header == kept.of and value == plain:
        return kept.header
    return f"@{{n='{kept.header}'; e={{{value}}}}}"
