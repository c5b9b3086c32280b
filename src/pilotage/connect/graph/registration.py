"""The script that registers Pilotage in a tenant, with the fewest permissions that answer all.

It is made from what is asked, so it can never grant more. Permissions are looked up by name.

Source: https://learn.microsoft.com/powershell/microsoftgraph/app-only
"""

from __future__ import annotations

from collections.abc import Iterable

from pilotage.connect.permissions import least
from pilotage.connect.sources import Ask

SCRIPT = """\
<#
Registers Pilotage as an application that reads this tenant, and never writes.

Needs   PowerShell 7, the modules Microsoft.Graph.Applications and Microsoft.Graph.Authentication,
        and a person who is Privileged Role Administrator (or Global Administrator)
Run     .\\register.ps1 -Certificate pilotage.cer
        Make the certificate with:  openssl req -x509 -newkey rsa:3072 -nodes -days 90 `
          -subj /CN=pilotage -keyout pilotage.pem -out pilotage.cer
        cat pilotage.cer >> pilotage.pem
        Keep pilotage.pem where only Pilotage can read it.
{optional}Then    pilotage connection add NAME graph --set tenant=... --set client_id=... `
          --set certificate_file=pilotage.pem
        pilotage connection test NAME
Undo    Remove-MgApplication -ApplicationId <object id that is printed>

Permissions (application):
{listed}
#>
param([Parameter(Mandatory)][string]$Certificate, [string]$Name = 'Pilotage (reads only)',
  [string[]]$Also = @())
$ErrorActionPreference = 'Stop'
$wanted = @(
{quoted}
) + $Also
Connect-MgGraph -NoWelcome -Scopes Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All
$graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
$roles = $graph.AppRoles | Where-Object {{ $_.Value -in $wanted }}
$missing = $wanted | Where-Object {{ $_ -notin $roles.Value }}
if ($missing) {{ throw "Microsoft Graph knows no permission $missing" }}
$read = [Security.Cryptography.X509Certificates.X509Certificate2]::new((Resolve-Path $Certificate))
$key = @{{ Type = 'AsymmetricX509Cert'; Usage = 'Verify'; Key = $read.RawData }}
$access = @{{ ResourceAppId = $graph.AppId
  ResourceAccess = @($roles | ForEach-Object {{ @{{ Id = $_.Id; Type = 'Role' }} }}) }}
$app = New-MgApplication -DisplayName $Name -SignInAudience AzureADMyOrg -KeyCredentials $key `
  -RequiredResourceAccess $access
$own = New-MgServicePrincipal -AppId $app.AppId
foreach ($role in $roles) {{
  New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $own.Id -PrincipalId $own.Id `
    -ResourceId $graph.Id -AppRoleId $role.Id | Out-Null
}}
"tenant    $((Get-MgContext).TenantId)"
"client_id $($app.AppId)"
"object id $($app.Id)"
"""


def registration_script(asks: Iterable[Ask]) -> str:
    """Return the script for what is asked of Microsoft Graph.

    What is asked with a setting only is granted where whoever runs the script says so.
    """
    asks = tuple(asks)
    wanted = least(asks)
    return SCRIPT.format(
        optional="".join(
            f"        -Also {ask.application[0]}  for the setting {ask.only_with}\n"
            for ask in asks
            if ask.only_with
        ),
        listed="\n".join(f"  {name}" for name in wanted),
        quoted="\n".join(f"  '{name}'" for name in wanted),
    )
