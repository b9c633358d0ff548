BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'The module' {
    BeforeEach {
        Use-NewStore
    }

    It 'exports what its manifest names' {
        $exported = (Get-Module ArchiveMigration).ExportedCommands.Keys | Sort-Object
        $named = (Import-PowerShellDataFile "$Root/ArchiveMigration.psd1").CmdletsToExport | Sort-Object

        $exported | Should -Be $named
    }

    It 'imports again with -Force, twice, and works' {
        Invoke-FreshSession @"
            Import-Module '$Root/ArchiveMigration.psd1' -Force
            Import-Module '$Root/ArchiveMigration.psd1' -Force
            @(Get-ArchiveMigrationProject).Count
            (Get-Command -Module ArchiveMigration).Count
"@ | Should -Be '0', (Get-Command -Module ArchiveMigration).Count
    }

    It 'can be removed and imported again' {
        Invoke-FreshSession @"
            `$null = Get-ArchiveMigrationProject
            Remove-Module ArchiveMigration
            @(Get-Command -Module ArchiveMigration -ErrorAction Ignore).Count
            Import-Module '$Root/ArchiveMigration.psd1'
            @(Get-ArchiveMigrationProject).Count
"@ | Should -Be '0', '0'
    }

    It 'takes a prefix' {
        Invoke-FreshSession @"
            Remove-Module ArchiveMigration
            Import-Module '$Root/ArchiveMigration.psd1' -Prefix My
            @(Get-MyArchiveMigrationProject).Count
"@ | Should -Be '0'
    }

    It 'works in the runspaces of ForEach-Object -Parallel' {
        Invoke-FreshSession @"
            1..3 | ForEach-Object -Parallel { Import-Module '$Root/ArchiveMigration.psd1'; @(Get-ArchiveMigrationProject).Count }
"@ | Should -Be '0', '0', '0'
    }

    It 'works in a thread job, and its objects look the same there' {
        Invoke-FreshSession @"
            `$job = Start-ThreadJob {
                Import-Module '$Root/ArchiveMigration.psd1'
                `$secret = ConvertTo-SecureString x -AsPlainText -Force
                `$null = New-ArchiveMigrationEndpoint Contoso -TenantId contoso.onmicrosoft.com -ClientId (New-Guid) -ClientSecret `$secret -SkipVerification
                Get-ArchiveMigrationEndpoint | Out-String -Width 120
            }
            (`$job | Receive-Job -Wait).Trim() -split '\r?\n'
"@ | Select-Object -Last 1 | Should -Match '^Contoso +Global +Client secret +contoso\.onmicrosoft\.com'
    }

    It 'has no view with a script that cannot be parsed, which PowerShell would show as nothing' {
        $views = [xml] (Get-Content "$Root/module/ArchiveMigration.Format.ps1xml" -Raw)
        $scripts = @($views.SelectNodes('//ScriptBlock').InnerText)

        $scripts.Count | Should -BeGreaterThan 50
        foreach ($script in $scripts) {
            $errors = $null
            $null = [System.Management.Automation.Language.Parser]::ParseInput($script, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty -Because $script
        }
    }

    It 'brings none of its dependencies into PowerShell''s own load context' {
        $foreign = Invoke-FreshSession @'
            # Opens a database, so that SQLite is loaded too.
            $null = Get-ArchiveMigrationProject
            [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name -match 'Sqlite|Microsoft\.Graph|Microsoft\.Identity|Kiota|Dapper|CsvHelper|Markdig|Azure|ArchiveMigration\.(Engine|FastTransfer)'
'@
        $foreign | Should -BeNullOrEmpty
    }

    It 'uses its own dependencies when the session has others of the same name' {
        $report = Invoke-FreshSession @"
            Remove-Module ArchiveMigration
            # As ExchangeOnlineManagement and others do: their copies, in PowerShell's own load context, first.
            foreach (`$name in 'Microsoft.Identity.Client', 'Microsoft.IdentityModel.Abstractions', 'Microsoft.Data.Sqlite', 'SQLitePCLRaw.core') {
                `$null = [System.Reflection.Assembly]::LoadFrom('$Root/module/bin/dependencies/' + `$name + '.dll')
            }
            Import-Module '$Root/ArchiveMigration.psd1'
            `$null = Get-ArchiveMigrationProject
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'Microsoft.Data.Sqlite' } |
                ForEach-Object { [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name } | Sort-Object
"@
        $report | Should -Be 'ArchiveMigration', 'Default'
    }

    It 'imports within three seconds' {
        $milliseconds = Invoke-FreshSession "Remove-Module ArchiveMigration; (Measure-Command { Import-Module '$Root/ArchiveMigration.psd1' }).TotalMilliseconds"

        [double] $milliseconds | Should -BeLessThan 3000
    }
}

Describe 'Names that Exchange Online shadows' {
    BeforeAll {
        Use-NewStore
        $exchange = @'
            New-Module tmpEXO_fake { function Get-MigrationStatistics { "Exchange's" }; function New-MigrationEndpoint { "Exchange's" } } | Import-Module -Global
'@
    }

    It 'a short name is ours in a session without Exchange Online' {
        Invoke-FreshSession '(Get-Command Get-MigrationStatistics).Source' | Should -Be 'ArchiveMigration'
    }

    It 'a short name becomes Exchange''s, the long and the qualified name stay ours' {
        Invoke-FreshSession "$exchange
            Get-MigrationStatistics
            (Get-Command Get-ArchiveMigrationStatistics).Source
            @(ArchiveMigration\Get-MigrationStatistics -WarningAction Ignore).Count" | Should -Be "Exchange's", 'ArchiveMigration', '0'
    }

    It 'is warned of once a session, with the long names' {
        $warnings = Invoke-FreshSession "$exchange
            Get-ArchiveMigrationStatistics 3>&1
            Get-ArchiveMigrationProject 3>&1"

        @($warnings) | Should -HaveCount 1
        $warnings | Should -BeLike '*New-MigrationEndpoint, Get-MigrationStatistics are functions*New-ArchiveMigrationEndpoint, Get-ArchiveMigrationStatistics*'
    }

    It 'is not warned of when nothing is shadowed' {
        Invoke-FreshSession 'Get-ArchiveMigrationStatistics 3>&1' | Should -BeNullOrEmpty
    }
}

Describe 'The store' {
    It 'is not made by completion' {
        Use-NewStore
        $line = 'Start-ArchiveMigration '

        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText |
            Should -Not -Contain 'Merger'
        $env:ARCHIVEMIGRATION_STORE | Should -Not -Exist
    }

    It 'is found relative to the session''s location' {
        Push-Location $TestDrive
        try {
            $null = Get-ArchiveMigrationProject -StorePath relative.db
        }
        finally {
            Pop-Location
        }

        Join-Path $TestDrive relative.db | Should -Exist
    }

    It 'that is no database is refused, and left alone' {
        $path = Join-Path $TestDrive text.db
        Set-Content $path ('This is a letter to my aunt. ' * 100)

        (Get-ErrorOf { Get-ArchiveMigrationProject -StorePath $path }).FullyQualifiedErrorId | Should -BeLike 'StoreNotUsable,*'
        Get-Content $path -Raw | Should -BeLike 'This is a letter*'
    }

    It 'of a newer version is refused' {
        $path = Join-Path $TestDrive newer.db
        $null = Get-ArchiveMigrationProject -StorePath $path

        # SQLite keeps the format's number in bytes 60 to 63 of its header (user_version, https://www.sqlite.org/fileformat.html §1.3).
        $bytes = [IO.File]::ReadAllBytes($path)
        $bytes[60] = 127
        [IO.File]::WriteAllBytes($path, $bytes)

        (Get-ErrorOf { Get-ArchiveMigrationProject -StorePath $path }).FullyQualifiedErrorId | Should -BeLike 'StoreTooNew,*'
    }

    It 'in a folder that cannot be made is refused with its path' {
        $file = Join-Path $TestDrive file
        Set-Content $file x
        $failure = Get-ErrorOf { Get-ArchiveMigrationProject -StorePath (Join-Path $file 'below/m.db') }

        $failure.FullyQualifiedErrorId | Should -BeLike 'StoreNotUsable,*'
        "$failure" | Should -BeLike "*$file*"
    }
}
