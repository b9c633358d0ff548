<#
.SYNOPSIS
    Writes the licences of everything that the module ships and did not write itself.
.DESCRIPTION
    The packages are those of the engine's deps.json that have files in the module; licence, copyright and notices are in each package as it was restored.
    A package without a licence that is known here is an error: somebody has to look at it before it is shipped.
#>
param(
    # The engine's deps.json, as it is shipped.
    [Parameter(Mandatory)] [string] $DependencyFile,
    [Parameter(Mandatory)] [string] $Path
)

$ErrorActionPreference = 'Stop'
$packageRoot = (dotnet nuget locals global-packages --list) -replace '^global-packages:\s*'
$dependencies = Get-Content -LiteralPath $DependencyFile -Raw | ConvertFrom-Json -AsHashtable
$assets = $dependencies.targets[$dependencies.runtimeTarget.name]
$packages = foreach ($name in $dependencies.libraries.Keys | Sort-Object) {
    if ($dependencies.libraries[$name].type -ne 'package' -or -not ($assets[$name].Keys -match '^(runtime|native|runtimeTargets|resources)$')) {
        continue
    }

    $id, $version = $name -split '/'
    $folder = Join-Path $packageRoot $id.ToLowerInvariant() $version
    $metadata = ([xml] (Get-Content -LiteralPath (Join-Path $folder "$($id.ToLowerInvariant()).nuspec") -Raw)).package.metadata
    $license = $metadata.SelectSingleNode("*[local-name() = 'license']")
    $text = switch ($license.type) {
        'file' { (Get-Content -LiteralPath (Join-Path $folder $license.InnerText) -Raw).Trim() }
        'expression' {
            # Of several to choose from, one that we know.
            $known = $license.InnerText -split ' OR ' | Where-Object { Test-Path "$PSScriptRoot/licenses/$_.txt" } | Select-Object -First 1
            if (-not $known) {
                throw "$id $version has the licence '$($license.InnerText)', which was never looked at: put its text into $PSScriptRoot/licenses if we may ship it."
            }

            "Licence: $known"
        }
        default { throw "$id $version does not say its licence." }
    }

    [pscustomobject]@{
        Name      = "$id $version"
        Copyright = "$($metadata.copyright)".Trim() ? "$($metadata.copyright)".Trim() : "Copyright (c) $($metadata.authors)"
        Text      = $text
        Notices   = Get-ChildItem $folder -File | Where-Object Name -Match '^third-?party-?notices' | ForEach-Object { (Get-Content -LiteralPath $_.FullName -Raw).Trim() }
    }
}

$lines = @(
    'ArchiveMigration ships the following packages of others, each under its own licence.'
    foreach ($group in $packages | Group-Object Text, Copyright) {
        ''
        '-' * 80
        $group.Group.Name
        ''
        $group.Group[0].Copyright
        $group.Group[0].Text
    }

    foreach ($license in Get-ChildItem "$PSScriptRoot/licenses/*.txt" | Where-Object { $packages.Text -contains "Licence: $($_.BaseName)" }) {
        ''
        '=' * 80
        "Licence: $($license.BaseName)"
        ''
        (Get-Content -LiteralPath $license -Raw).TrimEnd()
    }

    foreach ($notices in $packages | Where-Object Notices | Group-Object Notices) {
        ''
        '=' * 80
        "Notices of $($notices.Group.Name -join ', ')"
        ''
        $notices.Group[0].Notices
    }
)
Set-Content -LiteralPath $Path -Value $lines
