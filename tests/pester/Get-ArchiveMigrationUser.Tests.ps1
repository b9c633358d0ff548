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

    It 'shows in one table who is unmatched and who shares a destination' {
        $null = New-ArchiveMigrationProject Third Contoso Fabrikam
        Set-ArchiveMigrationProject Third -RecipientMapping '@contoso.com->@fabrikam.com'
        'a@contoso.com', 'b@contoso.com', 'c@emea.contoso.com' | Add-ArchiveMigrationUser Third -WarningAction SilentlyContinue
        Add-ArchiveMigrationUser Third d@contoso.com -DestinationAddress A@fabrikam.com -WarningAction SilentlyContinue

        (Get-ArchiveMigrationUser Third -Duplicate).SourceAddress | Should -Be 'a@contoso.com', 'd@contoso.com'
        $both = Get-ArchiveMigrationUser Third -Status Unmatched -Duplicate
        $both.SourceAddress | Should -Be 'a@contoso.com', 'c@emea.contoso.com', 'd@contoso.com'
        $both[0].StatusDetail | Should -Be 'Goes to the same mailbox as d@contoso.com'
        $both[1].StatusDetail | Should -BeLike '*no mapping rule*'
        (Get-ArchiveMigrationUser Third a@contoso.com).StatusDetail | Should -BeNullOrEmpty
        Remove-ArchiveMigrationProject Third -Confirm:$false
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
