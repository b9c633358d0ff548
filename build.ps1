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
    Leaves output/ArchiveMigration/<version>, to be copied with its parent into a folder of $env:PSModulePath, and output/ArchiveMigration.<version>.nupkg for a gallery or a
    folder that serves as one: dotnet nuget push, or Publish-PSResource of the folder.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Packages what was built last, whatever its configuration.
    [switch] $NoBuild,

    # Where packages go.
    [string] $OutputPath = "$PSScriptRoot/output"
)

$ErrorActionPreference = 'Stop'

function Invoke-DotNet {
    dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $args ended with $LASTEXITCODE."
    }
}

function Build {
    # The project lays the module out in module/bin and en-US itself; see ModuleLayout.targets and ModuleHelp.targets of src/ArchiveMigration.
    Invoke-DotNet build "$PSScriptRoot/src/ArchiveMigration" --configuration $Configuration --nologo
}

function Test {
    Invoke-DotNet test "$PSScriptRoot" --configuration $Configuration --nologo
}

function Package {
    if (-not $NoBuild) {
        Build
    }

    $manifest = Import-PowerShellDataFile "$PSScriptRoot/ArchiveMigration.psd1"
    $null = New-Item $OutputPath -ItemType Directory -Force
    $output = (Resolve-Path -LiteralPath $OutputPath).ProviderPath
    $target = Join-Path $output ArchiveMigration $manifest.ModuleVersion
    if (Test-Path -LiteralPath $target) {
        Remove-Item -LiteralPath $target -Recurse
    }

    $null = New-Item $target -ItemType Directory
    'ArchiveMigration.psd1', 'LICENSE', 'README.md', 'en-US', 'module' | ForEach-Object { Copy-Item -LiteralPath "$PSScriptRoot/$_" -Destination $target -Recurse }
    Get-ChildItem -LiteralPath $target -Recurse -Filter *.pdb | Remove-Item
    # What the build made of them lies in module/bin.
    Remove-Item "$target/module/*.ps1xml"
    & "$PSScriptRoot/src/ArchiveMigration.Package/Write-Notices.ps1" "$target/module/bin/dependencies/ArchiveMigration.Engine.deps.json" "$target/THIRD-PARTY-NOTICES.txt"

    # Proves that the folder can be imported by itself, in a session that has no other.
    pwsh -NoProfile -NonInteractive -Command "`$ErrorActionPreference = 'Stop'; Import-Module '$target/ArchiveMigration.psd1'; (Get-Command -Module ArchiveMigration).Count"
    if ($LASTEXITCODE -ne 0) {
        throw "The package in $target cannot be imported."
    }

    # The tags by which galleries find a module and its commands, as Publish-PSResource sets them.
    $tags = @($manifest.PrivateData.PSData.Tags) + 'PSModule' + 'PSIncludes_Cmdlet' + $manifest.CmdletsToExport.ForEach({ "PSCmdlet_$_"; "PSCommand_$_" })
    $project = "$PSScriptRoot/src/ArchiveMigration.Package/ArchiveMigration.Package.csproj"
    Invoke-DotNet pack $project --output $output --nologo --verbosity quiet "-p:ModuleFolder=$target" "-p:Version=$($manifest.ModuleVersion)" "-p:ModuleTags=$($tags -join ' ')"
    Get-Item -LiteralPath "$output/ArchiveMigration.$($manifest.ModuleVersion).nupkg"
}

& $Task
