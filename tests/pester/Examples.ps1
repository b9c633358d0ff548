# What the examples of help pages and guides are run in: a world that has what they name. Read after Common.ps1.

# Where the store of the migrated project is kept, once there is one.
$ExampleStore = @{ Folder = $null }

# The blocks of PowerShell in a page, each with the headings above it and the page that it is of.
function Get-Example([string] $Path) {
    $headings = @{}
    $lines = $null
    foreach ($line in Get-Content -LiteralPath $Path) {
        if ($null -ne $lines) {
            if ($line -match '^```') {
                $code = $lines -join "`n"
                [pscustomobject]@{
                    Page   = Split-Path $Path -Leaf
                    Title  = @(2, 3 | ForEach-Object { $headings[$_] } | Where-Object { $_ -and $_ -ne 'Examples' }) -join ' / '
                    Code   = $code
                    NotRun = $code -match '^# \(not run by the tests: (.+)\)' ? $Matches[1] : $null
                }
                $lines = $null
            }
            else {
                $lines += $line
            }
        }
        elseif ($line -match '^```powershell') {
            $lines = @()
        }
        elseif ($line -match '^(#{2,3}) (.+)$') {
            $level = $Matches[1].Length
            $headings[$level] = $Matches[2]
            if ($level -eq 2) {
                $headings[3] = $null
            }
        }
    }
}

# What a page finds: commands that make something find nothing of it yet, all others a project that was migrated.
function Get-Stage([string] $Page) {
    switch -Regex ($Page) {
        '^New-ArchiveMigrationEndpoint|^about_ArchiveMigration\.md|^weekend|^README|^from-migrationwiz|^lab-checklist' { return 'Nothing' }
        '^New-ArchiveMigrationProject' { return 'Endpoints' }
        '^Add-ArchiveMigration|^Import-ArchiveMigration' { return 'Project' }
        default { return 'Migrated' }
    }
}

# A session in a folder of its own, with the files, the tenants and the stand-ins that examples need. The migrated project is made once: a new store would have to wait
# each time until what an earlier one may have sent is there.
function New-ExampleSession([string] $Page, [string] $Folder) {
    $sandbox = Get-Sandbox
    $null = New-Item $Folder -ItemType Directory -Force
    $env:ARCHIVEMIGRATION_STORE = Join-Path $Folder 'migrations.db'
    [IO.File]::WriteAllBytes((Join-Path $Folder 'contoso.pfx'), (Get-SandboxCertificate).Export('Pfx', $sandbox.clientSecret))
    $people = (Get-Stage $Page) -eq 'Nothing' ? $sandbox.users.sourceAddress.ForEach({ ($_ -split '@')[0] }) : @('anna', 'bjoern', 'dora')
    Set-Content (Join-Path $Folder 'users.csv') (@('Source Email,Destination Email') + $people.ForEach({ "$_@contoso.example,$_@fabrikam.example" }))
    Set-Content (Join-Path $Folder 'rules.csv') 'Source,Destination', '@contoso.example,@fabrikam.example'
    Set-Content (Join-Path $Folder 'mailboxes.csv') 'LegacyExchangeDN,PrimarySmtpAddress', '/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=anna,anna@contoso.example'

    $stage = Get-Stage $Page
    if ($stage -eq 'Migrated' -and $ExampleStore.Folder) {
        Copy-Item (Join-Path $ExampleStore.Folder *) $Folder
        $stage = 'Nothing'
    }

    $initial = [initialsessionstate]::CreateDefault2()
    $initial.ThrowOnRunspaceOpenError = $true
    $runspace = [runspacefactory]::CreateRunspace($initial)
    $runspace.Open()
    $session = [powershell]::Create($runspace)
    $null = Invoke-InSession $session {
        param($Root, $Folder, $Sandbox, $Stage)
        $ErrorActionPreference = 'Stop'
        $ConfirmPreference = 'None'
        $ProgressPreference = 'SilentlyContinue'
        Import-Module "$Root/ArchiveMigration.psd1"
        Set-Location $Folder
        $secret = ConvertTo-SecureString $Sandbox.clientSecret -AsPlainText -Force

        # Where the tenants are is not in the examples: those are for tenants in Microsoft's cloud.
        $Global:PSDefaultParameterValues = @{}
        foreach ($name in 'Cloud', 'Authority', 'GraphEndpoint', 'ImportHost', 'TlsThumbprint') {
            $Global:PSDefaultParameterValues["New-*MigrationEndpoint:$name"] = $name -eq 'Cloud' ? 'Custom' : $Sandbox.$name
        }

        # Stand-ins for a person at the keyboard and for Exchange Online.
        $Global:ExampleSecret = $secret
        function Global:Read-Host { $Global:ExampleSecret }
        function Global:Get-EXOMailbox {
            foreach ($name in 'anna', 'bjoern', 'dora') {
                [pscustomobject]@{
                    DisplayName        = $name
                    PrimarySmtpAddress = "$name@contoso.example"
                    UserPrincipalName  = "$name@contoso.example"
                    LegacyExchangeDN   = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=$name"
                    EmailAddresses     = @("SMTP:$name@contoso.example", "smtp:$name@contoso.onmicrosoft.com")
                }
            }
        }
        function Global:Get-Mailbox { Get-EXOMailbox }

        if ($Stage -ne 'Nothing') {
            $common = @{ ClientSecret = $secret; SkipVerification = $true }
            $null = New-ArchiveMigrationEndpoint Contoso -TenantId $Sandbox.source.tenantId -ClientId $Sandbox.source.clientId @common
            $null = New-ArchiveMigrationEndpoint Fabrikam -TenantId $Sandbox.destination.tenantId -ClientId $Sandbox.destination.clientId @common
            if ($Stage -ne 'Endpoints') {
                $null = New-ArchiveMigrationProject Merger Contoso Fabrikam -RecipientMapping '@contoso.example->@fabrikam.example'
                if ($Stage -ne 'Project') {
                    Import-Csv users.csv | Add-ArchiveMigrationUser Merger
                    Import-Csv mailboxes.csv | Add-ArchiveMigrationRecipient Merger
                    $null = Start-ArchiveMigration Merger -WarningAction Ignore
                }
            }
        }
    } @($Root, $Folder, $sandbox, $stage)
    if ($stage -eq 'Migrated') {
        # Not in TestDrive, from which Pester takes away what a block of tests left.
        $ExampleStore.Folder = Join-Path ([IO.Path]::GetTempPath()) "examples-$(New-Guid)"
        $null = New-Item $ExampleStore.Folder -ItemType Directory
        Get-ChildItem $Folder -File | Where-Object Extension -NotIn '.csv', '.pfx' | Copy-Item -Destination $ExampleStore.Folder
    }

    $session
}

function Invoke-InSession([powershell] $Session, [object] $Script, [object[]] $Arguments = @()) {
    $Session.Commands.Clear()
    $Session.Streams.ClearStreams()
    $null = $Session.AddScript("$Script")
    $Arguments | ForEach-Object { $null = $Session.AddArgument($_) }
    $Session.Invoke()
    if ($Session.Streams.Error.Count) {
        throw $Session.Streams.Error[0]
    }
}

# The reader's own values, which a tenant gives out, become those of the pretend tenants.
function Get-RunnableCode([string] $Code) {
    $sandbox = Get-Sandbox
    $Code.Replace('8a5e6f1c-2b7d-4c3e-9f10-5d6e7f8a9b0c', $sandbox.source.clientId).
        Replace('c4d2e8b0-7a61-4f5b-8e9d-1a2b3c4d5e6f', $sandbox.destination.clientId).
        Replace('9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B', (Get-SandboxCertificate).Thumbprint)
}

# Takes away what New-ExampleSession and Set-ExampleCertificate leave beside the sessions' folders.
function Clear-Example {
    Set-ExampleCertificate -Absent
    if ($ExampleStore.Folder) {
        Remove-Item $ExampleStore.Folder -Recurse
    }
}

function Get-SandboxCertificate {
    $flags = [Security.Cryptography.X509Certificates.X509KeyStorageFlags]'PersistKeySet, Exportable'
    [Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String((Get-Sandbox).certificatePfxBase64), [string] $null, $flags)
}

# The examples' certificate is in the account's own store while they run.
function Set-ExampleCertificate([switch] $Absent) {
    $store = [Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
    $store.Open('ReadWrite')
    try {
        $Absent ? $store.Remove((Get-SandboxCertificate)) : $store.Add((Get-SandboxCertificate))
    }
    finally {
        $store.Dispose()
    }
}
