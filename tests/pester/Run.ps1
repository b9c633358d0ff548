#requires -Version 7.4
#requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }
<#
.SYNOPSIS
    Runs Pester tests against the built module, in a session of their own, and ends with 0 when all passed.
.EXAMPLE
    pwsh -NoProfile -NonInteractive tests/pester/Run.ps1
.EXAMPLE
    pwsh -NoProfile -NonInteractive tests/pester/Run.ps1 tests/pester/Module.Tests.ps1
#>
[CmdletBinding(PositionalBinding = $false)]
param(
    # Files or folders; without any, all.
    [Parameter(ValueFromRemainingArguments)]
    [string[]] $Path = $PSScriptRoot,

    # A JSON file that receives the outcome of each test file.
    [string] $ResultFile
)

$ErrorActionPreference = 'Stop'
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
try {
    $result = Invoke-Pester -Configuration $configuration
}
finally {
    # The sandbox that the tests started for themselves: it would go on, and hold the output of whoever called.
    if ($env:ARCHIVEMIGRATION_SANDBOX_PROCESS) {
        (Get-Process -Id $env:ARCHIVEMIGRATION_SANDBOX_PROCESS -ErrorAction Ignore)?.Kill($true)
        Remove-Item "$env:ARCHIVEMIGRATION_SANDBOX*" -ErrorAction Ignore
    }
}

$outcomes = foreach ($container in $result.Containers) {
    # A file that breaks outside of its tests counts as one failure.
    $broken = $container.Result -eq 'Failed' -and $container.FailedCount -eq 0
    $failures = $result.Failed | Where-Object { $_.ScriptBlock.File -eq $container.Item.FullName }
    [pscustomobject]@{
        file     = Split-Path $container.Item -Leaf
        passed   = $container.PassedCount
        failed   = $container.FailedCount + [int] $broken
        skipped  = $container.SkippedCount + $container.NotRunCount
        failures = @(
            $failures | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" }
            $container.ErrorRecord | ForEach-Object { "$_" }
        )
    }
}

if ($ResultFile) {
    ConvertTo-Json @($outcomes) -Depth 3 | Set-Content -LiteralPath $ResultFile
}

exit ($result.Result -eq 'Passed' -and $result.PassedCount -gt 0 ? 0 : 1)
