# One round of the benchmark "shell", in a session of its own: what a key press, a help page and an import cost. Writes JSON; times are milliseconds.
param(
    # The folder with ArchiveMigration.psd1, or with the empty module to import.
    [Parameter(Mandatory)] [string] $Manifest,

    # A store with as many users as completion is measured with; without it only the import is.
    [string] $Store,

    # Makes that store from a CSV file of so many users, and tells how long adding them took: through Import-Csv, and read by the command itself.
    [int] $Users
)

$ErrorActionPreference = 'Stop'
$times = [ordered]@{ import = (Measure-Command { Import-Module $Manifest }).TotalMilliseconds }
if ($Store) {
    $env:ARCHIVEMIGRATION_STORE = $Store
}

if ($Users) {
    $tenant = @{ TenantId = 'contoso.onmicrosoft.com'; ClientId = [guid]::NewGuid(); ClientSecret = ConvertTo-SecureString x -AsPlainText -Force; SkipVerification = $true }
    $null = New-ArchiveMigrationEndpoint Contoso @tenant
    $null = New-ArchiveMigrationEndpoint Fabrikam @tenant
    $null = New-ArchiveMigrationProject Merger Contoso Fabrikam
    $csv = "$Store.csv"
    $lines = @('Source Email,Destination Email') + (1..$Users).ForEach({ "user$_@contoso.example,user$_@fabrikam.example" })
    [IO.File]::WriteAllLines($csv, [string[]] $lines)
    $times['add'] = (Measure-Command { Import-Csv $csv | Add-ArchiveMigrationUser Merger }).TotalMilliseconds

    # Into a project and a store of their own: what is there already makes nothing quicker or slower.
    $env:ARCHIVEMIGRATION_STORE = "$Store.path"
    $null = New-ArchiveMigrationEndpoint Contoso @tenant
    $null = New-ArchiveMigrationEndpoint Fabrikam @tenant
    $null = New-ArchiveMigrationProject Merger Contoso Fabrikam
    $times['add -Path'] = (Measure-Command { Add-ArchiveMigrationUser Merger -Path $csv }).TotalMilliseconds
    $added = @(Get-ArchiveMigrationUser Merger).Count
    if ($added -ne $Users) {
        throw "$added users were added from the file, not $Users."
    }
}
elseif ($Store) {
    # PowerShell's own share, which it has once a session, is paid before: completing and helping anything.
    $null = [System.Management.Automation.CommandCompletion]::CompleteInput('Get-ChildItem -Path ', 20, $null)
    $null = Get-Help Get-ChildItem -Full | Out-String
    $null = Get-Help about_* | Out-String
    foreach ($line in 'Start-Arch', 'Start-ArchiveMigration -', 'Start-ArchiveMigration ', 'Start-ArchiveMigration Merger ', 'Start-ArchiveMigration Merger user4999', 'Get-ArchiveMigrationUser Merger -User ''user1', 'New-ArchiveMigrationProject X ') {
        $times["tab $line"] = (Measure-Command { $found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.Count }).TotalMilliseconds
        if (-not $found) {
            throw "Nothing was offered for '$line'."
        }
    }

    foreach ($help in { Get-Help Start-ArchiveMigration }, { Get-Help Start-ArchiveMigration -Full }, { Get-Help New-MigrationEndpoint -Full }, { Get-Help about_ArchiveMigration_Troubleshooting }) {
        $times["help $help"] = (Measure-Command { $text = & $help | Out-String }).TotalMilliseconds
        if ($text.Length -lt 200) {
            throw "There is no help for$help."
        }
    }
}

ConvertTo-Json $times -Compress
