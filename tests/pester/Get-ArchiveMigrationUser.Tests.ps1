BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Get-ArchiveMigrationUser' {
    BeforeAll {
        Use-NewStore
        $null = New-OfflineProject
        $null = New-ArchiveMigrationProject Second Contoso Fabrikam
        'anna@contoso.com', 'bob@contoso.com' | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com
        'zoe@contoso.com' | Add-ArchiveMigrationUser Second -DestinationDomain fabrikam.com
    }

    It 'gives the users of all projects, or of one' {
        (Get-ArchiveMigrationUser).SourceAddress | Should -Be 'anna@contoso.com', 'bob@contoso.com', 'zoe@contoso.com'
        (Get-ArchiveMigrationProject Second | Get-ArchiveMigrationUser).SourceAddress | Should -Be 'zoe@contoso.com'
    }

    It 'takes wildcards over source and destination' {
        (Get-ArchiveMigrationUser * B*).SourceAddress | Should -Be 'bob@contoso.com'
        (Get-ArchiveMigrationUser Merger *@fabrikam.com).SourceAddress | Should -Be 'anna@contoso.com', 'bob@contoso.com'
    }

    It 'finds a user by the destination address' {
        (Get-ArchiveMigrationUser Merger anna@fabrikam.com).SourceAddress | Should -Be 'anna@contoso.com'
    }

    It 'filters by status' {
        Get-ArchiveMigrationUser Merger -Status Failed | Should -BeNullOrEmpty
        @(Get-ArchiveMigrationUser Merger -Status Queued, Failed) | Should -HaveCount 2
    }

    It 'says who is not there, and who nearly is' {
        $failure = Get-ErrorOf { Get-ArchiveMigrationUser Merger ana@contoso.com }

        $failure.FullyQualifiedErrorId | Should -BeLike 'UserNotFound,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*'anna@contoso.com'*"
    }

    It 'has the name that Exchange''s scripts read' {
        (Get-ArchiveMigrationUser Second).Identity | Should -Be 'zoe@contoso.com'
    }

    It 'completes the users of the project typed before' {
        $line = 'Get-ArchiveMigrationUser -Project Second -User '

        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'zoe@contoso.com'
    }
}
