BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-NewStore
    $null = New-OfflineProject
    'LegacyExchangeDN,PrimarySmtpAddress', '/o=X/cn=anna,anna@contoso.com', '/o=Y/cn=anna,anna@contoso.com', '/o=X/cn=bert,bert@contoso.com' |
        ConvertFrom-Csv | Add-ArchiveMigrationRecipient Merger
}

Describe 'Get-ArchiveMigrationRecipient' {
    It 'gives all recipients, of the project or of all' {
        @(Get-ArchiveMigrationRecipient Merger) | Should -HaveCount 3
        (Get-ArchiveMigrationRecipient).Project | Sort-Object -Unique | Should -Be 'Merger'
    }

    It 'finds <What>' -TestCases @(
        @{ What = 'a name, in any case'; Pattern = '/O=x/CN=bert'; Names = '/o=X/cn=bert' }
        @{ What = 'a name with its prefix'; Pattern = 'X500:/o=X/cn=bert'; Names = '/o=X/cn=bert' }
        @{ What = 'all names of an address'; Pattern = 'Anna@contoso.com'; Names = '/o=X/cn=anna', '/o=Y/cn=anna' }
        @{ What = 'by wildcard'; Pattern = '/o=X/*'; Names = '/o=X/cn=anna', '/o=X/cn=bert' }
    ) {
        (Get-ArchiveMigrationRecipient Merger $Pattern).LegacyExchangeDN | Should -Be $Names
    }

    It 'says whom it does not know' {
        $failure = Get-ErrorOf { Get-ArchiveMigrationRecipient Merger carl@contoso.com }

        $failure.FullyQualifiedErrorId | Should -BeLike 'RecipientNotFound,*'
        $failure.TargetObject | Should -Be 'carl@contoso.com'
    }

    It 'shows the address before the name' {
        Get-ArchiveMigrationRecipient Merger bert@contoso.com | Out-String -Width 160 | Should -Match 'Merger +bert@contoso\.com +/o=X/cn=bert'
    }
}
