BeforeAll {
    . $PSScriptRoot/Common.ps1
    $sandbox = Get-Sandbox
}

Describe 'Test-ArchiveMigrationReadiness' {
    BeforeAll {
        Use-NewStore
        $ready = New-SandboxUser -Items 3
        $large = New-SandboxUser -Items 1200 -With @{ size = 100000000 }
        $noArchive = New-SandboxUser -With @{ archiveAtDestination = $false; destinationPlans = @() }
        $unknown = [pscustomobject]@{ sourceAddress = 'nobody@contoso.example'; destinationAddress = 'nobody@fabrikam.example' }
        New-SandboxProject $ready, $large, $noArchive, $unknown
        $results = Test-ArchiveMigrationReadiness Merger -InformationVariable said 6> $null
    }

    It 'gives one result for each user, with a verdict' {
        $results | Should -HaveCount 4
        ($results | Where-Object SourceAddress -EQ $ready.sourceAddress).Verdict | Should -Be 'Ready'
        ($results | Where-Object SourceAddress -EQ $large.sourceAddress).Verdict | Should -Be 'Warning'
        ($results | Where-Object Verdict -EQ Blocked).SourceAddress | Should -Be ($noArchive.sourceAddress, $unknown.sourceAddress | Sort-Object { $results.SourceAddress.IndexOf($_) })
    }

    It 'says size, items, room and time as values' {
        $result = $results | Where-Object SourceAddress -EQ $large.sourceAddress

        $result.ItemCount | Should -Be 1200
        $result.Size | Should -Be 120000000000
        $result.QuotaLeft | Should -Be 107374182400
        $result.TimeAtBest.TotalDays | Should -BeGreaterThan 3
        $result.Shards | Should -HaveCount 1
    }

    It 'says what to do about a blocker' {
        $result = $results | Where-Object SourceAddress -EQ $noArchive.sourceAddress

        $result.Blockers | Should -HaveCount 2
        "$($result.Remedies)" | Should -BeLike "*Enable-Mailbox $($noArchive.destinationAddress) -Archive*"
    }

    It 'ends with a table of verdicts and the longest user' {
        "$said" | Should -BeLike "* Verdict   Users*Ready         1*Warning       1   1 above 90 GB*Blocked       2*Finished in*Longest user: $($large.sourceAddress), 112 GB, at best 4 days.*All others: by * with 20 at a time.*RetentionHoldEnabled*Items keep their retention tags.*"
    }

    It 'shows a table that fits' {
        $results | Out-String -Width 120 | Should -Match "(?m)^u\w+@contoso.example +Warning +1,200 +112 GB +4 days +u\w+@fabrikam.example will hold 112 GB"
    }

    It 'shows again what it found, and asks nobody, with -Saved' {
        Invoke-Sandbox Post faults @{ kind = 'DropBeforeAnswer'; operation = 'ListFolders' }
        try {
            $saved = Test-ArchiveMigrationReadiness Merger -Saved 6> $null
        }
        finally {
            Invoke-Sandbox Delete faults
        }

        $saved.SourceAddress | Should -Be $ready.sourceAddress, $large.sourceAddress, $noArchive.sourceAddress, $unknown.sourceAddress
        $saved[0].TestedUtc | Should -Be ($results | Where-Object SourceAddress -EQ $ready.sourceAddress).TestedUtc
    }

    It 'takes what is young enough with -MaximumAge' {
        $before = ($results | Where-Object SourceAddress -EQ $ready.sourceAddress).TestedUtc

        (Test-ArchiveMigrationReadiness Merger $ready.sourceAddress -MaximumAge 1:00 6> $null).TestedUtc | Should -Be $before
        (Test-ArchiveMigrationReadiness Merger $ready.sourceAddress 6> $null).TestedUtc | Should -BeGreaterThan $before
    }

    It 'gives the project as one object with -Summary' {
        $sum = Test-ArchiveMigrationReadiness Merger -Saved -Summary 6> $null

        $sum.Verdicts.Users | Should -Be 1, 1, 2
        $sum.Longest.SourceAddress | Should -Be $large.sourceAddress
        "$($sum.Verdicts[2])" | Should -BeLike 'Blocked 2: *1 no archive at the destination*'
    }

    It 'counts items that are too large with -Deep' {
        Use-NewStore
        $user = New-SandboxUser -Items 2 -With @{ size = 160000000 }
        New-SandboxProject $user

        (Test-ArchiveMigrationReadiness Merger 6> $null).Findings.Kind | Should -Contain 'LargeItemsUnknown'
        $deep = Test-ArchiveMigrationReadiness Merger -Deep 6> $null
        $deep.LargeItemCount | Should -Be 2
        $deep.Warnings | Should -BeLike '*2 items above 150 MB*'
    }

    It 'tells a missing grant from a scope that leaves a mailbox out' {
        Use-NewStore
        $inScope = New-SandboxUser -Items 1
        $outside = New-SandboxUser -Items 1
        New-SandboxProject $inScope, $outside
        Set-ArchiveMigrationProject Merger -MaxConcurrentMigrations 1
        $roles = 'User.Read.All', 'MailboxFolder.Read.All', 'MailboxItem.Read.All'
        $application = New-SandboxApplication $sandbox.source.tenantId $roles @{ mailboxGrants = @(@{ permission = 'MailboxItem.Export'; users = @($inScope.sourceAddress) }) }
        Set-ArchiveMigrationEndpoint Contoso -ClientId $application.clientId -ClientSecret (ConvertTo-Secret $application.clientSecret)

        $first, $second = Test-ArchiveMigrationReadiness Merger 6> $null
        $first.Verdict | Should -Be 'Ready'
        $finding = $second.Findings | Where-Object Kind -EQ PermissionMissing
        $finding.Remedy | Should -BeLike "*scope of the role assignment 'Application MailboxItem.Export'*"
        $finding.RequestId | Should -Not -BeNullOrEmpty
    }

    It 'draws a bar and takes it away' {
        $session = [powershell]::Create()
        try {
            $null = $session.AddScript("Import-Module '$Root/ArchiveMigration.psd1'; Test-ArchiveMigrationReadiness Merger").Invoke()
            $bars = @($session.Streams.Progress | Where-Object Activity -EQ 'Readiness of Merger')
        }
        finally {
            $session.Dispose()
        }

        $bars[0].StatusDescription | Should -BeLike '* of 2 users*'
        $bars[-1].RecordType | Should -Be 'Completed'
    }

    It 'says sign-in trouble once, for nobody can be tested' {
        Set-ArchiveMigrationEndpoint Contoso -ClientSecret (ConvertTo-Secret 'wrong') -SkipVerification

        (Get-ErrorOf { Test-ArchiveMigrationReadiness Merger 6> $null }).FullyQualifiedErrorId | Should -BeLike 'EndpointAuthenticationFailed,*'
    }
}
