BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Remove-ArchiveMigrationProject' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
        Add-ArchiveMigrationUser Merger anna@contoso.com -DestinationDomain fabrikam.com
    }

    It 'removes the project and its users' {
        Remove-ArchiveMigrationProject Merger -Confirm:$false

        Get-ArchiveMigrationProject | Should -BeNullOrEmpty
        Get-ArchiveMigrationUser | Should -BeNullOrEmpty
    }

    It 'asks first: without an answer nothing is removed' {
        Invoke-FreshSession 'Remove-ArchiveMigrationProject Merger' -WithErrors | Should -Not -BeNullOrEmpty

        (Get-ArchiveMigrationProject).Name | Should -Be 'Merger'
    }

    It 'says what there is when the name is wrong' {
        (Get-ErrorOf { Remove-ArchiveMigrationProject Merge -Confirm:$false }).ErrorDetails.RecommendedAction | Should -BeLike "*'Merger'*"
    }
}
