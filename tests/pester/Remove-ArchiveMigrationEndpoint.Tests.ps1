BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Remove-ArchiveMigrationEndpoint' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
    }

    It 'refuses an endpoint that a project uses, and names the project' {
        $failure = Get-ErrorOf { Remove-ArchiveMigrationEndpoint Contoso -Confirm:$false }

        $failure.FullyQualifiedErrorId | Should -BeLike 'EndpointInUse,*'
        $failure.CategoryInfo.Category | Should -Be 'InvalidOperation'
        "$failure" | Should -BeLike "*'Merger'*"
        (Get-ArchiveMigrationEndpoint).Name | Should -Contain 'Contoso'
    }

    It 'removes endpoints that are free' {
        Remove-ArchiveMigrationProject Merger -Confirm:$false
        Get-ArchiveMigrationEndpoint | Remove-ArchiveMigrationEndpoint -Confirm:$false

        Get-ArchiveMigrationEndpoint | Should -BeNullOrEmpty
    }

    It 'goes on after one that cannot be removed' {
        $null = New-ArchiveMigrationEndpoint Free -TenantId free.onmicrosoft.com -ClientId ([guid]::NewGuid()) -ClientSecret (ConvertTo-Secret x) -SkipVerification
        'Contoso', 'Free' | Remove-ArchiveMigrationEndpoint -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

        @($failures) | Should -HaveCount 1
        (Get-ArchiveMigrationEndpoint).Name | Should -Be 'Contoso', 'Fabrikam'
    }

    It 'asks first: without an answer nothing is removed' {
        Remove-ArchiveMigrationProject Merger -Confirm:$false
        Invoke-FreshSession 'Remove-MigrationEndpoint Contoso' -WithErrors | Should -Not -BeNullOrEmpty

        (Get-ArchiveMigrationEndpoint).Name | Should -Contain 'Contoso'
    }
}
