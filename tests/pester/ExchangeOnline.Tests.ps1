BeforeAll {
    . $PSScriptRoot/Common.ps1

    # A module that does to a session what ExchangeOnlineManagement does: functions of our short names, and its own MSAL in PowerShell's load context, of another version
    # than ours. It signs in with it too, as far as that goes without a tenant.
    $modules = Join-Path $TestDrive modules
    $exchange = New-Item (Join-Path $modules ExchangeOnlineManagement 3.9.2) -ItemType Directory -Force
    $packages = (dotnet nuget locals global-packages --list) -replace '^global-packages:\s*'
    Copy-Item (Join-Path $packages microsoft.identity.client 4.73.1 lib net8.0 Microsoft.Identity.Client.dll) $exchange
    Copy-Item (Join-Path $packages microsoft.identitymodel.abstractions 6.35.0 lib net6.0 Microsoft.IdentityModel.Abstractions.dll) $exchange
    Set-Content (Join-Path $exchange ExchangeOnlineManagement.psm1) @'
        Add-Type -Path "$PSScriptRoot/Microsoft.IdentityModel.Abstractions.dll", "$PSScriptRoot/Microsoft.Identity.Client.dll"

        function Connect-ExchangeOnline {
            New-Module tmpEXO_3fa2 {
                foreach ($name in 'New-MigrationEndpoint', 'Get-MigrationEndpoint', 'Set-MigrationEndpoint', 'Remove-MigrationEndpoint', 'Get-MigrationUser', 'Set-MigrationUser', 'Remove-MigrationUser', 'Get-MigrationStatistics') {
                    Set-Item "function:$name" { "Exchange's $($MyInvocation.MyCommand.Name)" }
                }

                Export-ModuleMember -Function *-Migration*
            } | Import-Module -Global
        }

        function Get-EXOMailbox {
            $application = [Microsoft.Identity.Client.ConfidentialClientApplicationBuilder]::Create([guid]::Empty).WithClientSecret('x').Build()
            [pscustomobject]@{ PrimarySmtpAddress = 'anna@contoso.example'; Msal = $application.GetType().Assembly.GetName().Version.ToString() }
        }
'@
    New-ModuleManifest (Join-Path $exchange ExchangeOnlineManagement.psd1) -RootModule ExchangeOnlineManagement.psm1 -ModuleVersion 3.9.2 -FunctionsToExport Connect-ExchangeOnline, Get-EXOMailbox

    $sandbox = Get-Sandbox
    $ours = "Import-Module '$Root/ArchiveMigration.psd1'"
    $theirs = "Import-Module '$(Join-Path $exchange ExchangeOnlineManagement.psd1)'; Connect-ExchangeOnline"

    # What both do afterwards, and whose Microsoft.Identity.Client is where.
    $work = @"
        `$endpoint = New-ArchiveMigrationEndpoint Contoso -Cloud Custom -Authority '$($sandbox.authority)' -GraphEndpoint '$($sandbox.graphEndpoint)' -ImportHost '$($sandbox.importHost)' ``
            -TlsThumbprint '$($sandbox.tlsThumbprint)' -TenantId $($sandbox.source.tenantId) -ClientId $($sandbox.source.clientId) -ClientSecret (ConvertTo-SecureString '$($sandbox.clientSecret)' -AsPlainText -Force) -WarningAction Ignore
        "ours signed in: `$(`$null -ne `$endpoint.VerifiedUtc)"
        "theirs has `$((Get-EXOMailbox).Msal)"
        Get-MigrationUser
        "ours is `$((Get-Command Get-ArchiveMigrationUser).Source)"
        `$null = New-ArchiveMigrationEndpoint Fabrikam -TenantId $($sandbox.destination.tenantId) -ClientId $($sandbox.destination.clientId) -ClientSecret (ConvertTo-SecureString x -AsPlainText -Force) -SkipVerification
        `$null = New-ArchiveMigrationProject Merger Contoso Fabrikam
        (Get-EXOMailbox | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.example -PassThru).SourceAddress
        [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'Microsoft.Identity.Client' } |
            ForEach-Object { "`$([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name) `$(`$_.GetName().Version.ToString(3))" } | Sort-Object
"@
    $own = [Reflection.AssemblyName]::GetAssemblyName("$Root/module/bin/dependencies/Microsoft.Identity.Client.dll").Version.ToString(3)

    function Invoke-Both([string] $First, [string] $Second) {
        $env:ARCHIVEMIGRATION_STORE = Join-Path $TestDrive "$(New-Guid).db"
        $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("`$ErrorActionPreference = 'Stop'; $First; $Second; $work"))
        $env:NO_COLOR = '1'
        pwsh -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded 2>&1 | ForEach-Object { "$_" }
    }
}

Describe 'Exchange Online in the same session' {
    It 'works beside us, and we beside it, when it comes first' {
        $said = Invoke-Both $theirs $ours

        $said | Should -Contain 'ours signed in: True'
        $said | Should -Contain 'theirs has 4.73.1.0'
        $said | Should -Contain "Exchange's Get-MigrationUser"
        $said | Should -Contain 'ours is ArchiveMigration'
        $said | Should -Contain 'anna@contoso.example'
        $said[-2, -1] | Should -Be "ArchiveMigration $own", 'Default 4.73.1'
    }

    It 'works beside us, and we beside it, when it comes last' {
        $said = Invoke-Both $ours $theirs

        $said | Should -Contain 'ours signed in: True'
        $said | Should -Contain 'theirs has 4.73.1.0'
        $said | Should -Contain "Exchange's Get-MigrationUser"
        $said | Should -Contain 'ours is ArchiveMigration'
        $said | Should -Contain 'anna@contoso.example'
        $said[-2, -1] | Should -Be "ArchiveMigration $own", 'Default 4.73.1'
    }
}
