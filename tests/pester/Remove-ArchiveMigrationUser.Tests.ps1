BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Remove-ArchiveMigrationUser' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
        'anna@contoso.com', 'bob@contoso.com' | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com
    }

    It 'removes users of the pipeline' {
        Get-ArchiveMigrationUser Merger a* | Remove-ArchiveMigrationUser -Confirm:$false

        (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'bob@contoso.com'
    }

    It 'asks first: without an answer nobody is removed' {
        Invoke-FreshSession 'Remove-MigrationUser Merger anna@contoso.com' -WithErrors | Should -Not -BeNullOrEmpty

        @(Get-ArchiveMigrationUser Merger) | Should -HaveCount 2
    }

    It 'goes on after a user that is not there' {
        'nobody@contoso.com', 'anna@contoso.com' |
            Remove-ArchiveMigrationUser Merger -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

        @($failures).FullyQualifiedErrorId | Should -BeLike 'UserNotFound,*'
        (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'bob@contoso.com'
    }
}
