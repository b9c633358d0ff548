BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Export-ArchiveMigrationProject' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
        Set-ArchiveMigrationProject Merger -Customer 'Contoso GmbH' -ReceivedAfter 2015-01-01Z -ExcludeFolders '#DeletedItems#/*' -RecipientMapping '@contoso.example->@fabrikam.example'
        $null = Add-ArchiveMigrationUser Merger anna@contoso.example -DestinationAddress anna@fabrikam.example
        $file = Join-Path $TestDrive "$(New-Guid).json"
    }

    It 'writes options, users and endpoints by name, and no secret' {
        (Export-ArchiveMigrationProject Merger $file).FullName | Should -Be $file
        $text = Get-Content $file -Raw
        $project = $text | ConvertFrom-Json

        "$($project.Format) $($project.Version) $($project.Name) $($project.Customer)" | Should -Be 'ArchiveMigrationProject 1 Merger Contoso GmbH'
        $project.Source.Name | Should -Be 'Contoso'
        $project.Options.ExcludeFolders | Should -Be '#DeletedItems#/*'
        $project.Users.SourceAddress | Should -Be 'anna@contoso.example'
        $text | Should -Not -Match 'secret|password|SignIn'
    }

    It 'leaves users out with -SkipUsers, and takes projects from the pipeline' {
        $null = Get-ArchiveMigrationProject | Export-ArchiveMigrationProject -Path $file -SkipUsers

        (Get-Content $file -Raw | ConvertFrom-Json).Users | Should -BeNullOrEmpty
    }

    It 'replaces a file only with -Force' {
        Set-Content $file 'mine'
        (Get-ErrorOf { Export-ArchiveMigrationProject Merger $file }).FullyQualifiedErrorId | Should -BeLike 'ProjectFileNotWritable,*'
        Get-Content $file | Should -Be 'mine'
        $null = Export-ArchiveMigrationProject Merger $file -Force
        Get-Content $file | Should -Not -Be 'mine'
    }

    It 'says <ErrorId>: <What>' -TestCases @(
        @{ What = 'a project that there is not'; ErrorId = 'ProjectNotFound'; Given = @{ Name = 'Nope' } }
        @{ What = 'a folder that there is not'; ErrorId = 'ProjectFileNotWritable'; Given = @{ Name = 'Merger'; Path = 'nowhere/at/all.json' } }
    ) {
        $parameters = @{ Path = $file } + @{}
        foreach ($key in $Given.Keys) { $parameters[$key] = $Given[$key] }
        (Get-ErrorOf { Export-ArchiveMigrationProject @parameters }).FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
    }

    It 'writes nothing with -WhatIf' {
        Export-ArchiveMigrationProject Merger $file -WhatIf
        Test-Path $file | Should -BeFalse
    }
}
