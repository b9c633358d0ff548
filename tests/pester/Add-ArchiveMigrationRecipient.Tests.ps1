BeforeAll {
    . $PSScriptRoot/Common.ps1
    $group = '/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn='

    # What a remote session makes of Exchange's own objects.
    function ConvertTo-Deserialized([object] $Object) {
        [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($Object, 3))
    }
}

Describe 'Add-ArchiveMigrationRecipient' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
    }

    It 'takes what Get-Mailbox gives, with the X500 addresses of earlier moves, and is silent' {
        [pscustomobject]@{
            Identity = 'anna'; LegacyExchangeDN = "${group}anna"; PrimarySmtpAddress = 'anna@contoso.com'; WindowsEmailAddress = 'a@contoso.com'
            EmailAddresses = 'SMTP:anna@contoso.com', 'x500:/o=Old, Inc/cn=anna', 'smtp:a@contoso.com', "X500:${group}ANNA", 'SIP:anna@contoso.com'
        } | Add-ArchiveMigrationRecipient Merger *>&1 | Where-Object { $_ -isnot [System.Management.Automation.InformationRecord] } | Should -BeNullOrEmpty

        $recipients = Get-ArchiveMigrationRecipient Merger
        $recipients.LegacyExchangeDN | Should -BeExactly "${group}anna", '/o=Old, Inc/cn=anna'
        $recipients.PrimarySmtpAddress | Should -Be 'anna@contoso.com', 'anna@contoso.com'
    }

    It 'takes deserialized objects of a remote session' {
        $proxy = [pscustomobject]@{ ProxyAddressString = 'X500:/o=Old/cn=anna'; PrefixString = 'X500' }
        ConvertTo-Deserialized ([pscustomobject]@{
            LegacyExchangeDN = "${group}anna"; PrimarySmtpAddress = [mailaddress] 'anna@contoso.com'; EmailAddresses = [System.Collections.ArrayList] @($proxy, 'SMTP:anna@contoso.com')
        }) | Add-ArchiveMigrationRecipient Merger

        (Get-ArchiveMigrationRecipient Merger).LegacyExchangeDN | Should -Be "${group}anna", '/o=Old/cn=anna'
    }

    It 'takes a CSV file, proxies in one cell' {
        @"
"PrimarySmtpAddress","LegacyExchangeDN","EmailAddresses"
"anna@contoso.com","${group}anna","SMTP:anna@contoso.com;X500:/o=Old, Inc/cn=anna x;smtp:a@contoso.com"
"bert@contoso.com","${group}bert","{SMTP:bert@contoso.com, X500:/o=Old/cn=bert}"
"carl@contoso.com","${group}carl","System.Collections.ArrayList"
"@ | ConvertFrom-Csv | Add-ArchiveMigrationRecipient Merger

        (Get-ArchiveMigrationRecipient Merger).LegacyExchangeDN |
            Should -Be "${group}anna", '/o=Old, Inc/cn=anna x', "${group}bert", '/o=Old/cn=bert', "${group}carl"
    }

    It 'takes its own export again' {
        [pscustomobject]@{ LegacyExchangeDN = "${group}anna"; PrimarySmtpAddress = 'anna@contoso.com' } | Add-ArchiveMigrationRecipient Merger
        $file = Join-Path $TestDrive recipients.csv
        Get-ArchiveMigrationRecipient Merger | Export-Csv $file
        Get-ArchiveMigrationRecipient Merger | Remove-ArchiveMigrationRecipient -Confirm:$false
        Get-ArchiveMigrationRecipient Merger | Should -BeNullOrEmpty

        (Import-Csv $file | Add-ArchiveMigrationRecipient Merger -PassThru).LegacyExchangeDN | Should -Be "${group}anna"
    }

    It 'refuses a name with two addresses, naming both, and adds the rest' {
        "LegacyExchangeDN,PrimarySmtpAddress", "${group}anna,anna@contoso.com", "${group}anna,ann@contoso.com", "${group}anna,ANNA@contoso.com", "${group}bert,bert@contoso.com" |
            ConvertFrom-Csv | Add-ArchiveMigrationRecipient Merger -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'RecipientExists,*'
        $failures[0].TargetObject | Should -Be "${group}anna"
        "$($failures[0])" | Should -BeLike '*anna@contoso.com*ann@contoso.com*'
        (Get-ArchiveMigrationRecipient Merger).PrimarySmtpAddress | Should -Be 'anna@contoso.com', 'bert@contoso.com'
    }

    It 'refuses a line that cannot be used, and adds the rest' {
        "LegacyExchangeDN,PrimarySmtpAddress", "anna,anna@contoso.com", "${group}bert,bert", "${group}carl,carl@contoso.com" |
            ConvertFrom-Csv | Add-ArchiveMigrationRecipient Merger -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.TargetObject | Should -Be 'anna', 'bert'
        $failures.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        (Get-ArchiveMigrationRecipient Merger).PrimarySmtpAddress | Should -Be 'carl@contoso.com'
    }

    It 'tells many lines that cannot be used in one table and one error' {
        $rows = 1..30 | ForEach-Object { [pscustomobject]@{ LegacyExchangeDN = "$group$_"; PrimarySmtpAddress = $_ % 3 ? "u$_@contoso.com" : "bad$_" } }
        $rows | Add-ArchiveMigrationRecipient Merger -ErrorVariable failures -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue

        @(Get-ArchiveMigrationRecipient Merger) | Should -HaveCount 20
        @($failures) | Should -HaveCount 1
        "$failures" | Should -BeLike '10 of 30 inputs of what was given were left out (inputs 3, 6, 9, 12, 15, …)*'
        $failures.TargetObject | Should -HaveCount 10
        "$warnings" | Should -Match "(?m)^\s+3  bad3\s+'bad3' cannot be used"
    }

    It 'says once how to get the names when Get-EXOMailbox was not asked for them' {
        1..3 | ForEach-Object { [pscustomobject]@{ PrimarySmtpAddress = "u$_@contoso.com"; DisplayName = "U $_" } } |
            Add-ArchiveMigrationRecipient Merger -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures | Should -HaveCount 1
        "$($failures[0])" | Should -BeLike 'Inputs 1, 2, 3 have no legacyExchangeDN: the columns are PrimarySmtpAddress, DisplayName*'
        $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Properties LegacyExchangeDN,EmailAddresses*'
    }

    It 'adds 50,000 in seconds' {
        $rows = foreach ($number in 1..50000) { [pscustomobject]@{ LegacyExchangeDN = "$group$number"; PrimarySmtpAddress = "u$number@contoso.com" } }
        $time = Measure-Command { $rows | Add-ArchiveMigrationRecipient Merger }

        $time.TotalSeconds | Should -BeLessThan 30
        @(Get-ArchiveMigrationRecipient Merger) | Should -HaveCount 50000
    }

    It 'says a wrong project before it reads the pipeline' {
        $read = [System.Collections.Generic.List[string]]::new()
        $failure = Get-ErrorOf { 'x' | ForEach-Object { $read.Add($_); $_ } | Add-ArchiveMigrationRecipient Merge }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ProjectNotFound,*'
        $read | Should -BeNullOrEmpty
    }

    It 'adds nobody with -WhatIf' {
        [pscustomobject]@{ LegacyExchangeDN = "${group}anna"; PrimarySmtpAddress = 'anna@contoso.com' } | Add-ArchiveMigrationRecipient Merger -WhatIf

        Get-ArchiveMigrationRecipient Merger | Should -BeNullOrEmpty
    }
}
