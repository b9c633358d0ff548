# Read by each test file in BeforeAll: the built module, a store of the test's own, and the pretend Microsoft 365.

$ErrorActionPreference = 'Stop'
$Root = Split-Path (Split-Path $PSScriptRoot)
Import-Module "$Root/ArchiveMigration.psd1"

# Nothing may touch the store of whoever runs the tests.
function Use-NewStore {
    $env:ARCHIVEMIGRATION_STORE = Join-Path $TestDrive "$(New-Guid)/migrations.db"
}

# The error that a script ends with; $null when it does not.
function Get-ErrorOf([scriptblock] $Script) {
    try {
        $null = & $Script
    }
    catch {
        return $_
    }
}

function ConvertTo-Secret([string] $Text) {
    ConvertTo-SecureString $Text -AsPlainText -Force
}

# Waits for what another session or process brings about, however busy the machine is; where it never comes, the error says what was waited for.
function Wait-Until([scriptblock] $Condition, [int] $PatienceInSeconds = 120) {
    $deadline = [datetime]::UtcNow.AddSeconds($PatienceInSeconds)
    while (-not (& $Condition)) {
        if ([datetime]::UtcNow -gt $deadline) {
            throw "In $PatienceInSeconds seconds it was never true that: $Condition"
        }

        Start-Sleep -Milliseconds 50
    }
}

# Runs a script in a fresh session, as a scheduled task would, and gives its output as lines.
function Invoke-FreshSession([string] $Script, [switch] $WithErrors) {
    $import = "`$ErrorActionPreference = 'Stop'; Import-Module '$Root/ArchiveMigration.psd1'; "
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($import + $Script))
    $env:NO_COLOR = '1'
    $lines = pwsh -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded 2>&1 | ForEach-Object { "$_" }
    if ($LASTEXITCODE -ne 0 -and -not $WithErrors) {
        throw "The session ended with $LASTEXITCODE`: $lines"
    }

    $lines
}

# The values of the sandbox that PesterSuite started, or of one that is started here and ends with this session.
function Get-Sandbox {
    if (-not $env:ARCHIVEMIGRATION_SANDBOX) {
        $file = Join-Path ([IO.Path]::GetTempPath()) "sandbox-$(New-Guid).json"
        $arguments = 'run', '--project', "$Root/src/ArchiveMigration.Sandbox", '--', 'serve', '--limits', 'off', '--info', $file
        $process = Start-Process dotnet $arguments -PassThru -RedirectStandardOutput "$file.log"
        $env:ARCHIVEMIGRATION_SANDBOX_PROCESS = $process.Id
        while (-not (Select-String 'Ctrl\+C ends it' "$file.log" -Quiet)) {
            if ($process.HasExited) {
                throw "The sandbox did not start: $(Get-Content "$file.log" -Raw)"
            }

            Start-Sleep -Milliseconds 200
        }

        $env:ARCHIVEMIGRATION_SANDBOX = $file
    }

    Get-Content -LiteralPath $env:ARCHIVEMIGRATION_SANDBOX -Raw | ConvertFrom-Json
}

# One of the sandbox's own calls.
function Invoke-Sandbox([string] $Method, [string] $Path, [object] $Body) {
    $uri = "$((Get-Sandbox).graphEndpoint)".TrimEnd('/') + "/sandbox/$Path"
    $content = $Body ? @{ Body = ConvertTo-Json $Body -Depth 5; ContentType = 'application/json' } : @{}
    Invoke-RestMethod $uri -Method $Method -SkipCertificateCheck @content
}

# A person of the test's own at both sides, with so many mails in the archive.
function New-SandboxUser([int] $Items = 0, [hashtable] $With = @{}) {
    Invoke-Sandbox Post users (@{ name = "u$([guid]::NewGuid().ToString('n').Substring(0, 12))"; items = $Items } + $With)
}

function New-SandboxApplication([string] $Tenant, [string[]] $Roles = @(), [hashtable] $With = @{}) {
    Invoke-Sandbox Post applications (@{ tenant = $Tenant; roles = $Roles } + $With)
}

# The parameters that lead New-ArchiveMigrationEndpoint to the sandbox.
function Get-SandboxCloud {
    $sandbox = Get-Sandbox
    @{
        Cloud         = 'Custom'
        Authority     = $sandbox.authority
        GraphEndpoint = $sandbox.graphEndpoint
        ImportHost    = $sandbox.importHost
        TlsThumbprint = $sandbox.tlsThumbprint
    }
}

# The endpoints Contoso and Fabrikam of the sandbox, a project, and its users: what New-SandboxUser gave.
function New-SandboxProject([object[]] $Users, [string] $Name = 'Merger') {
    $sandbox = Get-Sandbox
    $common = Get-SandboxCloud
    $common.ClientSecret = ConvertTo-Secret $sandbox.clientSecret
    $common.SkipVerification = $true
    $null = New-ArchiveMigrationEndpoint Contoso -TenantId $sandbox.source.tenantId -ClientId $sandbox.source.clientId @common
    $null = New-ArchiveMigrationEndpoint Fabrikam -TenantId $sandbox.destination.tenantId -ClientId $sandbox.destination.clientId @common
    $null = New-ArchiveMigrationProject $Name -Source Contoso -Destination Fabrikam
    $Users | Where-Object { $_ } | Add-ArchiveMigrationUser $Name
}

# Two endpoints and a project that were never tried, for tests of what only the store does.
function New-OfflineProject([string] $Name = 'Merger') {
    $common = @{ ClientId = [guid]::NewGuid(); ClientSecret = ConvertTo-Secret 'never used'; SkipVerification = $true }
    $null = New-ArchiveMigrationEndpoint Contoso -TenantId contoso.onmicrosoft.com @common
    $null = New-ArchiveMigrationEndpoint Fabrikam -TenantId fabrikam.onmicrosoft.com @common
    New-ArchiveMigrationProject $Name -Source Contoso -Destination Fabrikam
}
