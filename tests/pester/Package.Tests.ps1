BeforeAll {
    . $PSScriptRoot/Common.ps1

    # What was built last is packaged: this tests the package and not the compiler.
    $package = & "$Root/build.ps1" Package -NoBuild -OutputPath (Join-Path $TestDrive feed) | Select-Object -Last 1
    $version = (Import-PowerShellDataFile "$Root/ArchiveMigration.psd1").ModuleVersion

    # As Install-PSResource does it: fetched from the feed by a NuGet client, unpacked without what only feeds need, into <modules>/<name>/<version>.
    function Install-Package([string] $Modules) {
        $packages = Join-Path $TestDrive packages
        $null = dotnet package download "ArchiveMigration@$version" --source (Split-Path $package) --output $packages
        $LASTEXITCODE | Should -Be 0
        $null = New-Item (Join-Path $Modules ArchiveMigration) -ItemType Directory -Force
        $target = Join-Path $Modules ArchiveMigration $version
        Copy-Item (Join-Path $packages archivemigration $version) $target -Recurse
        Get-ChildItem $target -File | Where-Object Name -Match '\.nuspec$|\.nupkg|\.metadata$|^\[Content_Types\]' | Remove-Item
        $target
    }

    # A session that has nothing but PowerShell's own modules and the installed one.
    function Invoke-CleanSession([string] $Modules, [string] $Script) {
        $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("`$ErrorActionPreference = 'Stop'; `$env:PSModulePath = '$Modules' + [IO.Path]::PathSeparator + `"`$PSHOME/Modules`"; $Script"))
        $env:NO_COLOR = '1'
        $lines = pwsh -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded 2>&1 | ForEach-Object { "$_" }
        $LASTEXITCODE | Should -Be 0 -Because "$lines"
        $lines
    }
}

Describe 'The package' {
    It 'has what a module needs at its top, and nothing of the build' {
        $archive = [IO.Compression.ZipFile]::OpenRead($package.FullName)
        try {
            $names = $archive.Entries.FullName | Where-Object { $_ -notmatch '^_rels/|^package/|Content_Types|\.nuspec$|^module/bin/dependencies/' } | Sort-Object
        }
        finally {
            $archive.Dispose()
        }

        $topics = Get-ChildItem "$Root/docs/en-US/about_*.md" | ForEach-Object { "en-US/$($_.BaseName).help.txt" }
        $names | Should -Be (@(
                'ArchiveMigration.psd1', 'LICENSE', 'README.md', 'THIRD-PARTY-NOTICES.txt', 'en-US/ArchiveMigration.dll-Help.xml'
                'module/bin/ArchiveMigration.Format.ps1xml', 'module/bin/ArchiveMigration.Types.ps1xml'
                'module/bin/ArchiveMigration.dll', 'module/bin/ArchiveMigration.Loader.dll'
            ) + $topics | Sort-Object)
    }

    It 'names the licence of every assembly that is not ours' {
        $notices = Get-Content (Join-Path (Split-Path $package) ArchiveMigration $version THIRD-PARTY-NOTICES.txt) -Raw
        $dependencies = Get-Content "$Root/module/bin/dependencies/ArchiveMigration.Engine.deps.json" -Raw | ConvertFrom-Json -AsHashtable
        $assets = $dependencies.targets[$dependencies.runtimeTarget.name]
        foreach ($file in Get-ChildItem "$Root/module/bin/dependencies" -Recurse -Include *.dll, *.so, *.dylib | Where-Object Name -NotLike 'ArchiveMigration.*') {
            $from = $assets.Keys | Where-Object { "$($assets[$_].runtime.Keys) $($assets[$_].runtimeTargets.Keys)" -match "(^|[/ ])$([regex]::Escape($file.Name))( |$)" }
            $from | Should -Not -BeNullOrEmpty -Because "$($file.Name) comes from a package"
            $from | ForEach-Object { $notices -split '\r?\n' | Should -Contain $_.Replace('/', ' ') }
        }

        $notices | Should -BeLike '*Permission is hereby granted, free of charge*Apache License*Version 2.0*'
    }

    It 'is found by its tags, as Find-Module and Find-Command look' {
        $archive = [IO.Compression.ZipFile]::OpenRead($package.FullName)
        try {
            $reader = [IO.StreamReader]::new(($archive.Entries | Where-Object Name -Like *.nuspec).Open())
            $metadata = ([xml] $reader.ReadToEnd()).package.metadata
        }
        finally {
            $archive.Dispose()
        }

        "$($metadata.id) $($metadata.version)" | Should -Be "ArchiveMigration $version"
        $metadata.tags -split ' ' | Should -Contain PSModule
        $metadata.tags -split ' ' | Should -Contain PSCmdlet_Start-ArchiveMigration
        $metadata.dependencies | Should -BeNullOrEmpty
    }

    It 'installs from a feed into a clean session, and migrates' {
        $modules = Join-Path $TestDrive modules
        $target = Install-Package $modules
        $user = New-SandboxUser -Items 12
        $sandbox = Get-Sandbox
        $said = Invoke-CleanSession $modules @"
            `$env:ARCHIVEMIGRATION_STORE = '$(Join-Path $TestDrive installed.db)'
            `$common = @{
                Cloud = 'Custom'; Authority = '$($sandbox.authority)'; GraphEndpoint = '$($sandbox.graphEndpoint)'; ImportHost = '$($sandbox.importHost)'; TlsThumbprint = '$($sandbox.tlsThumbprint)'
                ClientSecret = ConvertTo-SecureString '$($sandbox.clientSecret)' -AsPlainText -Force
            }
            `$null = New-MigrationEndpoint Contoso -TenantId $($sandbox.source.tenantId) -ClientId $($sandbox.source.clientId) @common
            `$null = New-MigrationEndpoint Fabrikam -TenantId $($sandbox.destination.tenantId) -ClientId $($sandbox.destination.clientId) @common
            `$null = New-ArchiveMigrationProject Merger Contoso Fabrikam
            Add-MigrationUser Merger $($user.sourceAddress) -DestinationAddress $($user.destinationAddress)
            `$run = Start-ArchiveMigration Merger -PassThru -WarningAction Ignore
            "`$(`$run.Status) `$(`$run.Users[0].SyncedItemCount)"
            (Get-Module ArchiveMigration).ModuleBase
            (Get-Help Start-ArchiveMigration).Synopsis
            (Get-Help about_ArchiveMigration).Length -gt 100
"@
        $said[0] | Should -Be 'Completed 12'
        $said[1] | Should -Be $target
        $said[2] | Should -BeLike 'Copies everything*'
        $said[-1] | Should -Be 'True'
        (Invoke-Sandbox Get "audit?source=$($user.sourceAddress)&destination=$($user.destinationAddress)").intact | Should -Be 12
    }
}
