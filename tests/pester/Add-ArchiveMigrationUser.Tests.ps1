BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Add-ArchiveMigrationUser' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
    }

    It 'adds one user' {
        $user = Add-ArchiveMigrationUser Merger anna@contoso.com -DestinationAddress anna.berg@fabrikam.com -PassThru

        "$($user.SourceAddress) $($user.DestinationAddress) $($user.Status)" | Should -Be 'anna@contoso.com anna.berg@fabrikam.com Queued'
    }

    It 'is silent without -PassThru' {
        Add-ArchiveMigrationUser Merger anna@contoso.com -DestinationDomain fabrikam.com 3>&1 | Should -BeNullOrEmpty
    }

    It 'keeps what stands before the @ in another domain' {
        'anna@contoso.com', "o'brien@emea.contoso.com" | Add-ArchiveMigrationUser Merger -DestinationDomain '@fabrikam.com'

        (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'anna@fabrikam.com', "o'brien@fabrikam.com"
    }

    It 'reads a CSV file of MigrationWiz' {
        $file = Join-Path $TestDrive wiz.csv
        Set-Content $file @'
Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags
anna@contoso.com,,,anna.berg@fabrikam.com,,,
bob@contoso.com,,,bob@fabrikam.com,,,
'@
        Import-Csv $file | Add-ArchiveMigrationUser Merger

        (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'anna.berg@fabrikam.com', 'bob@fabrikam.com'
    }

    It 'reads a CSV file of Exchange; an empty destination falls back to -DestinationDomain' {
        'EmailAddress,DestinationAddress', 'anna@contoso.com,', 'bob@contoso.com,robert@fabrikam.com' | ConvertFrom-Csv |
            Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com

        (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'anna@fabrikam.com', 'robert@fabrikam.com'
    }

    It 'reads what Get-EXOMailbox gives, and not its Identity or Name' {
        [pscustomobject]@{
            Identity = 'Anna Berg'; Name = 'anna.berg1234'; Alias = 'anna'; PrimarySmtpAddress = 'anna@contoso.com'
            UserPrincipalName = 'a.berg@contoso.com'; DisplayName = 'Anna Berg'; ExternalDirectoryObjectId = [guid]::NewGuid()
        } | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com

        $user = Get-ArchiveMigrationUser Merger
        "$($user.SourceAddress) $($user.DisplayName)" | Should -Be 'anna@contoso.com Anna Berg'
    }

    It 'reads an address that is an object of Exchange''s own' {
        Add-Type 'public struct TestSmtpAddress { public string Address; public override string ToString() => Address; }'
        [pscustomobject]@{ Identity = 'Anna'; PrimarySmtpAddress = [TestSmtpAddress]@{ Address = 'anna@contoso.com' } } |
            Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com

        (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'anna@contoso.com'
    }

    It 'takes the users of another project' {
        $null = New-ArchiveMigrationProject Second Contoso Fabrikam
        Add-ArchiveMigrationUser Merger anna@contoso.com -DestinationAddress a@fabrikam.com
        Get-ArchiveMigrationUser Merger | Add-ArchiveMigrationUser Second

        (Get-ArchiveMigrationUser Second).DestinationAddress | Should -Be 'a@fabrikam.com'
    }

    It 'says a CSV file without the needed column in one error with the columns it has' {
        $rows = 1..50 | ForEach-Object { [pscustomobject]@{ Mail = "user$_@contoso.com"; Department = 'IT' } }
        $rows | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com -ErrorVariable failures -ErrorAction SilentlyContinue

        @($failures) | Should -HaveCount 1
        $failures.FullyQualifiedErrorId | Should -BeLike 'UserAddressMissing,*'
        "$failures" | Should -BeLike "50 inputs *the columns are Mail, Department*Source Email*EmailAddress*"
        Get-ArchiveMigrationUser Merger | Should -BeNullOrEmpty
    }

    It 'says users without a destination in one error that names the ways to give one' {
        'anna@contoso.com', 'bob@contoso.com' | Add-ArchiveMigrationUser Merger -ErrorVariable failures -ErrorAction SilentlyContinue

        @($failures) | Should -HaveCount 1
        $failures.FullyQualifiedErrorId | Should -BeLike 'UserAddressMissing,*'
        "$($failures.ErrorDetails.RecommendedAction)" | Should -BeLike "*-DestinationDomain*'Destination Email'*"
    }

    It 'adds the good rows and names the bad ones' {
        'anna@contoso.com', 'bob', 'carla@contoso.com' |
            Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com -ErrorVariable failures -ErrorAction SilentlyContinue

        (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'anna@contoso.com', 'carla@contoso.com'
        $failures.TargetObject | Should -Be 'bob'
        $failures.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'refuses one destination for two users' {
        'anna@contoso.com', 'bob@contoso.com' |
            Add-ArchiveMigrationUser Merger -DestinationAddress anna@fabrikam.com -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.TargetObject | Should -Be 'bob@contoso.com'
        (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'anna@contoso.com'
    }

    It 'leaves users alone that are there already, and says so in one line' {
        'anna@contoso.com', 'bob@contoso.com' | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com
        $warnings = 'ANNA@contoso.com', 'bob@contoso.com', 'carla@contoso.com' | Add-ArchiveMigrationUser Merger -DestinationDomain other.com 3>&1

        @($warnings) | Should -HaveCount 1
        "$warnings" | Should -Be 'Added 1 user to Merger. 2 were there already and stayed as they are; 2 of them with another destination than the one given now.'
        (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'anna@fabrikam.com', 'bob@fabrikam.com', 'carla@other.com'
    }

    Context '-Path' {
        It 'adds the users of a file of MigrationWiz, with semicolons and a mark as spreadsheets write it' {
            $file = Join-Path $TestDrive wiz.csv
            Set-Content $file -Encoding utf8BOM @'
Source Email;Source Login Name;Source Password;Destination Email;Destination Login Name;Destination Password;Flags
björn@contoso.com;admin;hunter2;bjorn.berg@fabrikam.com;;;0
bob@contoso.com;;;bob@fabrikam.com;;;0
'@
            $everything = Add-ArchiveMigrationUser Merger -Path $file -PassThru -Verbose *>&1

            (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'björn@contoso.com', 'bob@contoso.com'
            (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'bjorn.berg@fabrikam.com', 'bob@fabrikam.com'
            $everything | Out-String | Should -Not -BeLike '*hunter2*'
        }

        It 'takes a path relative to the session''s location' {
            Set-Content (Join-Path $TestDrive near.csv) 'EmailAddress', 'anna@contoso.com'
            Push-Location $TestDrive
            try {
                Add-ArchiveMigrationUser Merger -Path near.csv -DestinationDomain fabrikam.com
            }
            finally {
                Pop-Location
            }

            (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'anna@fabrikam.com'
        }

        It 'adds the good rows and tells the bad ones in one table and one error, with their lines' {
            $file = Join-Path $TestDrive bad.csv
            Set-Content $file 'Source Email,Destination Email', 'anna@contoso.com,a@fabrikam.com', 'bob,b@fabrikam.com', '', ',c@fabrikam.com', 'dora@contoso.com,d@fabrikam.com'

            Add-ArchiveMigrationUser Merger -Path $file -ErrorVariable failures -ErrorAction SilentlyContinue -WarningVariable warnings -WarningAction SilentlyContinue

            (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'anna@contoso.com', 'dora@contoso.com'
            @($failures) | Should -HaveCount 1
            $failures.FullyQualifiedErrorId | Should -BeLike 'UserRowsLeftOut,*'
            "$failures" | Should -BeLike '2 of 4 rows of bad.csv were left out (lines 3, 5)*'
            $failures.TargetObject.Line | Should -Be 3, 5
            "$warnings" | Should -Match "(?m)^\s+3  bob\s+'bob' cannot be a source address"
        }

        It 'says a file without the needed column in one error, with the columns found and those expected' {
            $file = Join-Path $TestDrive columns.csv
            Set-Content $file 'Mail;Department', 'anna@contoso.com;IT'

            $failure = Get-ErrorOf { Add-ArchiveMigrationUser Merger -Path $file -DestinationDomain fabrikam.com }

            $failure.FullyQualifiedErrorId | Should -BeLike 'UserAddressMissing,*'
            "$failure" | Should -BeLike "*'Mail', 'Department', separated by semicolons*Source Email*EmailAddress*"
        }

        It 'says a file without destinations when nothing else tells them' {
            $file = Join-Path $TestDrive half.csv
            Set-Content $file 'EmailAddress', 'anna@contoso.com'

            $failure = Get-ErrorOf { Add-ArchiveMigrationUser Merger -Path $file }

            "$failure" | Should -BeLike "*no column for the destination address*'EmailAddress'*Destination Email*"
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-DestinationDomain*'
            Get-ArchiveMigrationUser Merger | Should -BeNullOrEmpty
        }

        It 'says a file that is not there' {
            (Get-ErrorOf { Add-ArchiveMigrationUser Merger -Path nowhere.csv }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        }
    }

    It 'finds the destination by the project''s mapping rules, and keeps who has none as unmatched' {
        Set-ArchiveMigrationProject Merger -RecipientMapping '@contoso.com->@fabrikam.com'
        $warnings = 'anna@contoso.com', 'bob@emea.contoso.com' | Add-ArchiveMigrationUser Merger 3>&1

        (Get-ArchiveMigrationUser Merger anna@contoso.com).DestinationAddress | Should -Be 'anna@fabrikam.com'
        "$warnings" | Should -Be 'Added 2 users to Merger. 1 has no destination (see Get-ArchiveMigrationUser Merger -Status Unmatched).'
        (Get-ArchiveMigrationUser Merger -Status Unmatched).SourceAddress | Should -Be 'bob@emea.contoso.com'
    }

    It 'warns of users who go to a mailbox that another user goes to' {
        Add-ArchiveMigrationUser Merger a1@contoso.com -DestinationAddress a@fabrikam.com
        $warnings = Add-ArchiveMigrationUser Merger a2@contoso.com -DestinationAddress A@fabrikam.com 3>&1

        "$warnings" | Should -Be 'Added 1 user to Merger. 1 goes to a mailbox that another user goes to, too (see Get-ArchiveMigrationUser Merger -Duplicate).'
    }

    It 'tells that a user who is there already has another destination' {
        Add-ArchiveMigrationUser Merger anna@contoso.com -DestinationAddress a@fabrikam.com
        $warnings = Add-ArchiveMigrationUser Merger anna@contoso.com -DestinationAddress other@fabrikam.com 3>&1

        "$warnings" | Should -BeLike '*1 was there already and stayed as it is; its destination is another than the one given now.'
    }

    It 'keeps a user''s own options, the row''s before the command''s' {
        'EmailAddress,DestinationMailbox', 'anna@contoso.com,Archive', 'bob@contoso.com,' | ConvertFrom-Csv |
            Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com -DestinationMailbox Primary -TargetRootFolder Old

        (Get-ArchiveMigrationUser Merger).Options | ForEach-Object { "$_" } | Should -Be 'DestinationMailbox=Archive; TargetRootFolder=Old', 'DestinationMailbox=Primary; TargetRootFolder=Old'
    }

    It 'reads users'' own options back from what Export-Csv made of them' {
        $file = Join-Path $TestDrive own.csv
        'anna@contoso.com' | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com -TargetRootFolder Old -ReceivedAfter 2015-01-31Z -ReceivedBefore 2020-01-01Z
        'bob@contoso.com' | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com
        Get-ArchiveMigrationUser Merger | Export-Csv $file
        $was = (Get-ArchiveMigrationUser Merger).Options | ForEach-Object { "$_" }
        foreach ($read in { Add-ArchiveMigrationUser Merger -Path $file }, { Import-Csv $file | Add-ArchiveMigrationUser Merger }) {
            Get-ArchiveMigrationUser Merger | Remove-ArchiveMigrationUser -Confirm:$false
            & $read
            (Get-ArchiveMigrationUser Merger).Options | ForEach-Object { "$_" } | Should -Be $was
        }

        $was[0] | Should -Be 'TargetRootFolder=Old; ReceivedAfter=2015-01-31; ReceivedBefore=2020-01-01'
    }

    It 'adds 2,500 users in batches' {
        1..2500 | ForEach-Object { "user$_@contoso.com" } | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com

        @(Get-ArchiveMigrationUser Merger) | Should -HaveCount 2500
    }

    It 'says a wrong project before it reads the pipeline' {
        $read = [System.Collections.Generic.List[string]]::new()
        $failure = Get-ErrorOf {
            'anna@contoso.com' | ForEach-Object { $read.Add($_); $_ } | Add-ArchiveMigrationUser Merge -DestinationDomain fabrikam.com
        }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ProjectNotFound,*'
        $read | Should -BeNullOrEmpty
    }

    It 'adds nobody with -WhatIf' {
        Add-ArchiveMigrationUser Merger anna@contoso.com -DestinationDomain fabrikam.com -WhatIf

        Get-ArchiveMigrationUser Merger | Should -BeNullOrEmpty
    }
}
