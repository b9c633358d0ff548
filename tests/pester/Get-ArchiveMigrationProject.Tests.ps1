BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Get-ArchiveMigrationProject' {
    BeforeAll {
        Use-NewStore
        $null = New-OfflineProject 'Merger'
        $null = New-ArchiveMigrationProject 'Second wave' Contoso Fabrikam
    }

    It 'gives all, by name' {
        (Get-ArchiveMigrationProject).Name | Should -Be 'Merger', 'Second wave'
    }

    It 'takes wildcards regardless of case' {
        (Get-ArchiveMigrationProject s*WAVE).Name | Should -Be 'Second wave'
        Get-ArchiveMigrationProject x* | Should -BeNullOrEmpty
    }

    It 'shows those that exist beside an error for those that do not' {
        $projects = Get-ArchiveMigrationProject Merger, Nope -ErrorVariable failures -ErrorAction SilentlyContinue

        $projects.Name | Should -Be 'Merger'
        @($failures).FullyQualifiedErrorId | Should -BeLike 'ProjectNotFound,*'
    }

    It 'shows a table' {
        Set-ArchiveMigrationProject Merger -RecipientMapping '@contoso.com->@fabrikam.com'
        $lines = (Get-ArchiveMigrationProject Merger | Out-String -Width 120).Trim() -split '\r?\n'

        $lines[0] | Should -Match '^Name +Customer +Source +Destination +Into +At once +Mapping$'
        $lines[2] | Should -Match '^Merger +Contoso +Fabrikam +Archive +20 +@contoso\.com->@fabrikam\.com$'
    }

    It 'completes names, quoted where they need it' {
        $line = 'Get-ArchiveMigrationProject s'

        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be "'Second wave'"
    }
}
