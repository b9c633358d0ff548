BeforeAll {
    . $PSScriptRoot/Common.ps1
    $sandbox = Get-Sandbox
}

Describe 'Test-ArchiveMigrationCredential' {
    BeforeAll {
        Use-NewStore
        $ready = New-SandboxUser -Items 1
        $noSourceArchive = New-SandboxUser -With @{ archiveAtSource = $false }
        $noDestinationArchive = New-SandboxUser -With @{ archiveAtDestination = $false }
        $unknown = [pscustomobject]@{ sourceAddress = 'nobody@contoso.example'; destinationAddress = 'nobody@fabrikam.example' }
        New-SandboxProject $ready, $noSourceArchive, $noDestinationArchive, $unknown
    }

    It 'passes a user that is ready, with every check it made' {
        $result = Test-ArchiveMigrationCredential Merger $ready.sourceAddress

        $result.Succeeded | Should -BeTrue
        $result.DestinationRegion | Should -Be 'NA'
        $result.Checks.Passed | Should -Not -Contain $false
        $result.Checks.Side | Should -Contain 'Source'
        $result.Checks.Side | Should -Contain 'Destination'
    }

    It 'says <ErrorId> for <Who> with what to do' -TestCases @(
        @{ Who = 'a user without a source archive'; ErrorId = 'ArchiveNotEnabled'; Find = { $noSourceArchive } }
        @{ Who = 'a user without a destination archive'; ErrorId = 'ArchiveNotEnabled'; Find = { $noDestinationArchive } }
        @{ Who = 'nobody'; ErrorId = 'MailboxNotFound'; Find = { $unknown } }
    ) {
        $result = Test-ArchiveMigrationCredential Merger (& $Find).sourceAddress
        $failed = $result.Checks | Where-Object Passed -EQ $false | Select-Object -First 1

        $result.Succeeded | Should -BeFalse
        $failed.ErrorId | Should -Be $ErrorId
        $failed.Remedy | Should -Not -BeNullOrEmpty
        $result | Out-String -Width 400 | Should -BeLike "*Failed*$([WildcardPattern]::Escape($failed.Remedy.Substring(0, 20)))*"
    }

    It 'gives one result for each user, as they come' {
        @(Test-ArchiveMigrationCredential Merger) | Should -HaveCount 4
        @(Test-ArchiveMigrationCredential Merger *@contoso.example) | Should -HaveCount 4
    }

    It 'gives just True or False with -Quiet' {
        Test-ArchiveMigrationCredential Merger $ready.sourceAddress -Quiet | Should -BeExactly $true
        Test-ArchiveMigrationCredential Merger -Quiet | Should -BeExactly $false
    }

    It 'warns of a secret that ends soon, as Test-ArchiveMigrationReadiness does' {
        Set-ArchiveMigrationEndpoint Fabrikam -ExpiresOn ([datetime]::Now.AddDays(9).AddHours(1)) -SkipVerification
        foreach ($command in 'Test-ArchiveMigrationCredential', 'Test-ArchiveMigrationReadiness') {
            $null = & $command Merger $ready.sourceAddress -WarningVariable warned -WarningAction SilentlyContinue 6> $null
            "$warned" | Should -BeLike 'Fabrikam: The client secret ends in 9 days, on *Set-ArchiveMigrationEndpoint*'
        }

        Set-ArchiveMigrationEndpoint Fabrikam -ExpiresOn ([datetime]::Now.AddYears(1)) -SkipVerification
    }

    It 'ends its work when nobody listens any more' {
        (Test-ArchiveMigrationCredential Merger | Select-Object -First 1).Project | Should -Be 'Merger'
    }

    It 'draws a bar and takes it away' {
        $session = [powershell]::Create()
        try {
            $null = $session.AddScript("Import-Module '$Root/ArchiveMigration.psd1'; Test-ArchiveMigrationCredential Merger").Invoke()
            $bars = @($session.Streams.Progress | Where-Object Activity -EQ 'Testing Merger')
        }
        finally {
            $session.Dispose()
        }

        $bars[0].StatusDescription | Should -BeLike '* of 4 users*'
        $bars[-1].RecordType | Should -Be 'Completed'
    }

    It 'takes users from the pipeline' {
        (Get-ArchiveMigrationUser Merger $ready.sourceAddress | Test-ArchiveMigrationCredential).SourceAddress | Should -Be $ready.sourceAddress
    }

    It 'names the permission that is missing at <Side>' -TestCases @(
        @{ Side = 'Source'; Roles = 'User.Read.All', 'MailboxFolder.Read.All', 'MailboxItem.Read.All' }
        @{ Side = 'Destination'; Roles = 'User.Read.All', 'MailboxFolder.ReadWrite.All', 'MailboxItem.Read.All' }
    ) {
        Use-NewStore
        New-SandboxProject $ready
        $application = New-SandboxApplication $sandbox."$Side".tenantId $Roles
        Set-ArchiveMigrationEndpoint ($Side -eq 'Source' ? 'Contoso' : 'Fabrikam') -ClientId $application.clientId -ClientSecret (ConvertTo-Secret $application.clientSecret)
        $failed = (Test-ArchiveMigrationCredential Merger).Checks | Where-Object Passed -EQ $false | Select-Object -First 1

        $failed.Side | Should -Be $Side
        $failed.ErrorId | Should -Be 'PermissionDenied'
        $failed.RequestId | Should -Not -BeNullOrEmpty
        "$($failed.Message) $($failed.Remedy)" | Should -BeLike ($Side -eq 'Source' ? '*Export*' : '*Import*')
    }

    It 'says a project without users' {
        Use-NewStore
        New-SandboxProject @()

        (Get-ErrorOf { Test-ArchiveMigrationCredential Merger }).FullyQualifiedErrorId | Should -BeLike 'ProjectIncomplete,*'
    }

    It 'says a project and a user that there is not' {
        Use-NewStore
        New-SandboxProject $ready

        (Get-ErrorOf { Test-ArchiveMigrationCredential Nope }).FullyQualifiedErrorId | Should -BeLike 'ProjectNotFound,*'
        (Get-ErrorOf { Test-ArchiveMigrationCredential Merger nope@contoso.example }).FullyQualifiedErrorId | Should -BeLike 'UserNotFound,*'
    }
}
