BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Remove-ArchiveMigrationRecipient' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
        'LegacyExchangeDN,PrimarySmtpAddress', '/o=X/cn=anna,anna@contoso.com', '/o=Y/cn=anna,anna@contoso.com', '/o=X/cn=bert,bert@contoso.com' |
            ConvertFrom-Csv | Add-ArchiveMigrationRecipient Merger
    }

    It 'removes a name, and no other of the same recipient' {
        Remove-ArchiveMigrationRecipient Merger /o=x/cn=anna -Confirm:$false

        (Get-ArchiveMigrationRecipient Merger).LegacyExchangeDN | Should -Be '/o=Y/cn=anna', '/o=X/cn=bert'
    }

    It 'removes all names of an address' {
        Remove-ArchiveMigrationRecipient Merger anna@contoso.com -Confirm:$false

        (Get-ArchiveMigrationRecipient Merger).LegacyExchangeDN | Should -Be '/o=X/cn=bert'
    }

    It 'takes recipients from the pipeline, by their names' {
        Get-ArchiveMigrationRecipient Merger '/o=X/*' | Remove-ArchiveMigrationRecipient -Confirm:$false

        (Get-ArchiveMigrationRecipient Merger).LegacyExchangeDN | Should -Be '/o=Y/cn=anna'
    }

    It 'says whom it does not know, and removes the others' {
        Remove-ArchiveMigrationRecipient Merger carl@contoso.com, bert@contoso.com -Confirm:$false -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.TargetObject | Should -Be 'carl@contoso.com'
        @(Get-ArchiveMigrationRecipient Merger) | Should -HaveCount 2
    }

    It 'removes nothing with -WhatIf' {
        Get-ArchiveMigrationRecipient Merger | Remove-ArchiveMigrationRecipient -WhatIf

        @(Get-ArchiveMigrationRecipient Merger) | Should -HaveCount 3
    }
}
