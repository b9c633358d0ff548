#!/usr/bin/env pwsh
#requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests or packages the module. Needs PowerShell and the .NET SDK, nothing else.
.EXAMPLE
    ./build.ps1
    Builds; then Import-Module ./ArchiveMigration.psd1 works.
.EXAMPLE
    ./build.ps1 Test
    Runs every test, the Pester suite too where Pester is installed.
.EXAMPLE
    ./build.ps1 Package
    Leaves output/ArchiveMigration/<version>, to be copied with its parent into a folder of $env:PSModulePath, and a zip file of it.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'

function Invoke-DotNet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with $LASTEXITCODE."
    }
}

function Build {
    # The project lays the module out in module/bin itself; see src/ArchiveMigration/ModuleLayout.targets.
    Invoke-DotNet build "$PSScriptRoot/src/ArchiveMigration" --configuration $Configuration --nologo
}

function Test {
    Invoke-DotNet test "$PSScriptRoot" --configuration $Configuration --nologo
}

function Package {
    Build
    $version = (Import-PowerShellDataFile "$PSScriptRoot/ArchiveMigration.psd1").ModuleVersion
    $target = "$PSScriptRoot/output/ArchiveMigration/$version"
    if (Test-Path $target) {
        Remove-Item $target -Recurse
    }

    $null = New-Item $target -ItemType Directory
    'ArchiveMigration.psd1', 'LICENSE', 'README.md', 'en-US', 'module' |
        ForEach-Object { "$PSScriptRoot/$_" } |
        Where-Object { Test-Path $_ } |
        Copy-Item -Destination $target -Recurse

    # Proves that the package can be imported by itself, in a session that has no other.
    pwsh -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; Import-Module '$target/ArchiveMigration.psd1'; (Get-Command -Module ArchiveMigration).Count"
    if ($LASTEXITCODE -ne 0) {
        throw "The package in $target cannot be imported."
    }

    $archive = "$PSScriptRoot/output/ArchiveMigration-$version.zip"
    if (Test-Path $archive) {
        Remove-Item $archive
    }

    [System.IO.Compression.ZipFile]::CreateFromDirectory($target, $archive, 'Optimal', $false)
    Get-Item $archive
}

& $Task
