#requires -Version 7.4
<#
.SYNOPSIS
    Writes into guides what their commands say: runs each block of PowerShell against the pretend tenants and replaces the block of text that follows it.
.EXAMPLE
    pwsh -NoProfile -NonInteractive tests/pester/Update-Guide.ps1 docs/guides/weekend.md
#>
param(
    [Parameter(Mandatory)] [string[]] $Path
)

. $PSScriptRoot/Common.ps1
. $PSScriptRoot/Examples.ps1

# What is seen on the screen: warnings and what is written to the host, and tables as wide as a page has room for.
function Get-Said([powershell] $Session, [string] $Code) {
    $said = @(Invoke-InSession $Session "& { $(Get-RunnableCode $Code)`n } | Out-String -Width 140 -Stream")
    $shown = $Session.Streams.Information | Where-Object { $_.Tags -contains 'PSHOST' } | ForEach-Object { "$_" }
    $lines = @($Session.Streams.Warning | ForEach-Object { "WARNING: $_" }) + $said + $shown
    $text = ($lines | ForEach-Object { "$_".TrimEnd() }) -join "`n"
    $sandbox = Get-Sandbox
    $text = $text.Replace($sandbox.source.clientId, '8a5e6f1c-2b7d-4c3e-9f10-5d6e7f8a9b0c').Replace($sandbox.destination.clientId, 'c4d2e8b0-7a61-4f5b-8e9d-1a2b3c4d5e6f')
    $text = $text.Replace($sandbox.authority.TrimEnd('/'), 'https://login.microsoftonline.com').Replace("$folder/", '').Replace($folder, '.')
    $text -replace "`n{3,}", "`n`n" | ForEach-Object Trim "`n"
}

Set-ExampleCertificate
$folder = Join-Path ([IO.Path]::GetTempPath()) "guide-$(New-Guid)"
try {
    foreach ($guide in $Path) {
        $session = New-ExampleSession (Split-Path $guide -Leaf) $folder
        $written = [Text.StringBuilder]::new()
        $code, $said, $inside = $null
        foreach ($line in Get-Content -LiteralPath $guide) {
            if ($inside -eq 'text') {
                if ($line -ne '```') {
                    continue
                }

                $null = $written.Append($said).Append("`n")
                $inside = $null
            }
            elseif ($inside -and $line -eq '```') {
                $block = $code -join "`n"
                $said = $block -match '^# \(not run by the tests' ? $null : (Get-Said $session $block)
                $inside = $null
            }
            elseif ($inside) {
                $code += $line
            }
            elseif ($line -eq '```powershell') {
                $inside = 'powershell'
                $code = @()
            }
            elseif ($line -eq '```text' -and $said) {
                $inside = 'text'
            }

            $null = $written.Append($line).Append("`n")
        }

        $session.Runspace.Dispose()
        $session.Dispose()
        [IO.File]::WriteAllText((Resolve-Path -LiteralPath $guide), $written.ToString())
    }
}
finally {
    Clear-Example
    Remove-Item $folder -Recurse -ErrorAction Ignore
    if ($env:ARCHIVEMIGRATION_SANDBOX_PROCESS) {
        (Get-Process -Id $env:ARCHIVEMIGRATION_SANDBOX_PROCESS -ErrorAction Ignore)?.Kill($true)
    }
}
