BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-NewStore
    $null = New-OfflineProject
}

Describe 'Get-ArchiveMigrationEndpoint' {
    It 'gives all, by name' {
        (Get-ArchiveMigrationEndpoint).Name | Should -Be 'Contoso', 'Fabrikam'
    }

    It 'takes names and wildcards regardless of case, also from the pipeline' {
        (Get-ArchiveMigrationEndpoint FABRI*).Name | Should -Be 'Fabrikam'
        ('contoso', 'fabrikam' | Get-ArchiveMigrationEndpoint).Name | Should -Be 'Contoso', 'Fabrikam'
    }

    It 'says what there is when the name is wrong' {
        $failure = Get-ErrorOf { Get-ArchiveMigrationEndpoint Contosso }

        $failure.FullyQualifiedErrorId | Should -BeLike 'EndpointNotFound,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*'Contoso'*"
    }

    It 'shows how it signs in, in a table' {
        Get-ArchiveMigrationEndpoint Contoso | Out-String -Width 120 | Should -Match 'Contoso +Global +Client secret +contoso\.onmicrosoft\.com'
    }
}
