BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Test-ArchiveMigrationRecipientMapping' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
        Set-ArchiveMigrationProject Merger -RecipientMapping '@contoso.com->@fabrikam.com', 'ceo@contoso.com->chief@fabrikam.com'
    }

    It 'shows what a rule does to an address' {
        $row = Test-ArchiveMigrationRecipientMapping Merger Anna@contoso.com

        "$($row.Address) $($row.MappedAddress) $($row.Rule) $($row.Outcome)" | Should -Be 'Anna@contoso.com Anna@fabrikam.com @contoso.com->@fabrikam.com Mapped'
        $row.DestinationAddress | Should -BeNullOrEmpty
    }

    It 'prefers the rule for the address' {
        $row = 'ceo@contoso.com' | Test-ArchiveMigrationRecipientMapping Merger

        "$($row.MappedAddress) $($row.Rule)" | Should -Be 'chief@fabrikam.com ceo@contoso.com->chief@fabrikam.com'
    }

    It 'says for which address there is no rule, and what is no address' {
        $rows = 'partner@elsewhere.com', 'Anna Berg' | Test-ArchiveMigrationRecipientMapping Merger

        $rows.Outcome | Should -Be 'NoRule', 'NotAnAddress'
        $rows.MappedAddress | Should -Be 'partner@elsewhere.com', 'Anna Berg'
        $rows[0].Rule | Should -BeNullOrEmpty
    }

    It 'tries rules without a project' {
        (Test-ArchiveMigrationRecipientMapping -RecipientMapping '@a.com->@b.com' x@a.com, y@a.com).MappedAddress | Should -Be 'x@b.com', 'y@b.com'
        ('x@a.com' | Test-ArchiveMigrationRecipientMapping -RecipientMapping @{ '@a.com' = '@b.com' }).MappedAddress | Should -Be 'x@b.com'
    }

    It 'needs addresses when there is no project' {
        (Get-ErrorOf { Test-ArchiveMigrationRecipientMapping -RecipientMapping '@a.com->@b.com' }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'refuses rules that a project could not have' {
        (Get-ErrorOf { Test-ArchiveMigrationRecipientMapping -RecipientMapping '@a.com' x@a.com }).TargetObject | Should -Be '@a.com'
    }

    It 'warns when there are no rules' {
        Set-ArchiveMigrationProject Merger -RecipientMapping @()
        $rows = Test-ArchiveMigrationRecipientMapping Merger x@contoso.com -WarningVariable warnings -WarningAction SilentlyContinue

        "$warnings" | Should -BeLike 'Project Merger has no mapping rules*Set-ArchiveMigrationProject Merger -RecipientMapping*'
        $rows.Outcome | Should -Be 'NoRule'
    }

    It 'looks up internal names among the recipients' {
        [pscustomobject]@{ LegacyExchangeDN = '/o=X/cn=anna'; PrimarySmtpAddress = 'anna@contoso.com' } | Add-ArchiveMigrationRecipient Merger
        $rows = 'X500:/o=X/CN=Anna', '/o=X/cn=bert' | Test-ArchiveMigrationRecipientMapping Merger

        $rows.Outcome | Should -Be 'Mapped', 'UnknownName'
        $rows[0].MappedAddress | Should -Be 'anna@fabrikam.com'
        $rows[1].Message | Should -BeLike '*Add-ArchiveMigrationRecipient*'
    }

    Context 'with users' {
        BeforeEach {
            'Source Email,Destination Email', 'anna@contoso.com,anna@fabrikam.com', 'bert@contoso.com,bert.frost@fabrikam.com', 'carl@old.example,carl@fabrikam.com' |
                ConvertFrom-Csv | Add-ArchiveMigrationUser Merger
        }

        It 'shows them all when no address is given, and warns of those that would not get their replies' {
            $rows = Test-ArchiveMigrationRecipientMapping Merger -WarningVariable warnings -WarningAction SilentlyContinue

            $rows | ForEach-Object Address | Should -Be 'anna@contoso.com', 'bert@contoso.com', 'carl@old.example'
            $rows.Outcome | Should -Be 'Mapped', 'DestinationDiffers', 'NoRule'
            $rows.MatchesDestination | Should -Be $true, $false, $false
            $rows[1].Message | Should -BeLike "*bert@fabrikam.com*'bert@contoso.com->bert.frost@fabrikam.com'*"
            "$warnings" | Should -BeLike '2 of 3 addresses do not become*'
        }

        It 'is silent when all fits with other rules' {
            $rows = Test-ArchiveMigrationRecipientMapping -Project Merger -RecipientMapping (Get-ArchiveMigrationUser Merger) -WarningVariable warnings

            $rows.Outcome | Sort-Object -Unique | Should -Be 'Mapped'
            $warnings | Should -BeNullOrEmpty
        }

        It 'takes users from the pipeline' {
            (Get-ArchiveMigrationUser Merger anna* | Test-ArchiveMigrationRecipientMapping).MappedAddress | Should -Be 'anna@fabrikam.com'
        }

        It 'fits a table' {
            Test-ArchiveMigrationRecipientMapping Merger -WarningAction Ignore | Out-String -Width 200 |
                Should -Match 'bert@contoso\.com +bert@fabrikam\.com +DestinationDiffers +@contoso\.com->@fabrikam\.com +Replies go to bert@fabrikam\.com'
        }
    }
}
