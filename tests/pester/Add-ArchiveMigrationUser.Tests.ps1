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
        "$warnings" | Should -Be 'Added 1 user to Merger. 2 were there already and stayed as they are.'
        (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'anna@fabrikam.com', 'bob@fabrikam.com', 'carla@other.com'
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
