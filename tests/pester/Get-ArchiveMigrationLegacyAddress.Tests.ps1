BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Get-ArchiveMigrationLegacyAddress' {
    Context 'before anything is migrated' {
        BeforeEach {
            Use-NewStore
            $project = New-OfflineProject
        }

        It 'says that nobody looked when there are no rules' {
            Get-ArchiveMigrationLegacyAddress Merger -WarningVariable warnings -WarningAction SilentlyContinue | Should -BeNullOrEmpty

            "$warnings" | Should -BeLike 'Project Merger has no mapping rules*'
        }

        It 'is silent when there are rules' {
            Set-ArchiveMigrationProject Merger -RecipientMapping '@contoso.com->@fabrikam.com'

            Get-ArchiveMigrationLegacyAddress Merger 3>&1 | Should -BeNullOrEmpty
        }

        It 'writes a script that does nothing and says so' {
            Set-ArchiveMigrationProject Merger -RecipientMapping '@contoso.com->@fabrikam.com'
            $lines = Get-ArchiveMigrationLegacyAddress Merger -AsScript

            $lines | Should -Contain '# Here: 0 addresses for 0 mailboxes; 0 without a known mailbox, at the end.'
            $lines | Where-Object { $_ -notlike '#*' } | Should -BeNullOrEmpty
        }

        It 'refuses a project that there is not' {
            (Get-ErrorOf { Get-ArchiveMigrationLegacyAddress Merge }).FullyQualifiedErrorId | Should -BeLike 'ProjectNotFound,*'
        }

        It 'writes nothing into a script that runs anything but Set-Mailbox, whatever the names are' {
            $engine = $project.GetType().Assembly
            $names = "/o=X/cn=o'neil", "/o=X/cn=$([char] 0x2019); throw 'run' #", '/o=X/cn=$(throw "run")', "/o=X/cn=`n throw 'run'", "/o=X/cn=$([char] 0xD2)';throw"
            $met = foreach ($name in $names) {
                $match = [System.Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($engine.GetType('ArchiveMigration.Engine.Reports.LegacyAddressMatch'))
                $match.GetType().GetProperty('LegacyExchangeDN').SetValue($match, $name)
                $match.GetType().GetProperty('DestinationAddress').SetValue($match, "$([char] 0x2018)$($name.Length)@fabrikam.com")
                $match
            }

            $given = [System.Collections.Generic.Dictionary[string, string]]::new()
            function Set-Mailbox([string] $Identity, [hashtable] $EmailAddresses) {
                $given.Add($EmailAddresses.Add, $Identity)
            }

            $typed = [array]::CreateInstance($met[0].GetType(), $met.Count)
            $met.CopyTo($typed, 0)
            $lines = $engine.GetType('ArchiveMigration.Engine.Reports.X500Script')::Lines('Merger', $typed, [datetimeoffset]::UtcNow)
            foreach ($encoding in 'utf8NoBOM', 'Windows-1252') {
                # Windows PowerShell reads a file without a byte order mark in the machine's code page.
                $given.Clear()
                $script = Join-Path $TestDrive x500.ps1
                $lines | Set-Content $script
                & ([scriptblock]::Create((Get-Content $script -Raw -Encoding $encoding)))

                $given.Keys | Sort-Object | Should -Be ($names | ForEach-Object { "X500:$_" } | Sort-Object)
                $given["X500:/o=X/cn=o'neil"] | Should -Be "$([char] 0x2018)14@fabrikam.com"
            }
        }
    }

    Context 'after archives were migrated with rules' {
        BeforeAll {
            Use-NewStore
            $dora, $gustav = foreach ($name in 'dora', 'gustav') { (Get-Sandbox).users | Where-Object sourceAddress -like "$name@*" }
            New-SandboxProject $dora
            # Into a folder of its own: what another test has brought to these archives is not mapped again.
            Set-ArchiveMigrationProject Merger -RecipientMapping '@contoso.example->@fabrikam.example' -TargetRootFolder 'Names'
            $statistics = Start-ArchiveMigration Merger -WarningAction SilentlyContinue
            $addresses = Get-ArchiveMigrationLegacyAddress Merger
        }

        It 'gives the names that were met, the most frequent first, with the mailboxes that should have them' {
            $addresses[0].Count | Should -BeGreaterThan $addresses[-1].Count
            $own = $addresses | Where-Object SmtpAddress -eq $dora.sourceAddress
            "$($own.DestinationAddress) $($own.MatchedBy)" | Should -Be "$($dora.destinationAddress) User"
            $colleague = $addresses | Where-Object MatchedBy -eq Rule | Select-Object -First 1
            $colleague.DestinationAddress | Should -Be $colleague.SmtpAddress.Replace('@contoso.', '@fabrikam.')
            $addresses | ForEach-Object { $_.X500Address | Should -BeExactly "X500:$($_.LegacyExchangeDN)" }
        }

        It 'can give only those that stayed somewhere' {
            $stayed = Get-ArchiveMigrationLegacyAddress Merger -UnmappedOnly

            $stayed.UnmappedCount | Measure-Object -Minimum | ForEach-Object Minimum | Should -BeGreaterThan 0
            @($stayed).Count | Should -Be @($addresses | Where-Object UnmappedCount).Count
        }

        It 'fits a table and a CSV file' {
            $addresses[0] | Out-String -Width 250 | Should -Match 'Count +Unmapped +Address +Destination +LegacyExchangeDN'
            $rows = $addresses | ConvertTo-Csv | ConvertFrom-Csv
            $rows[0].X500Address | Should -Be $addresses[0].X500Address
            $rows[0].Count | Should -Be $addresses[0].Count
        }

        It 'writes a script that gives each mailbox its names' {
            $given = @{}
            function Set-Mailbox([string] $Identity, [hashtable] $EmailAddresses) {
                $given[$Identity] = @($EmailAddresses.Add)
            }

            $script = Join-Path $TestDrive x500.ps1
            Get-ArchiveMigrationLegacyAddress Merger -AsScript > $script
            . $script

            $given.Keys | Sort-Object | Should -Be ($addresses.DestinationAddress | Sort-Object -Unique)
            $given.Values | ForEach-Object { $_ } | Sort-Object | Should -Be ($addresses | Where-Object DestinationAddress | ForEach-Object X500Address | Sort-Object)
            Get-Content $script | Should -Contain "Set-Mailbox -Identity '$($dora.destinationAddress)' -EmailAddresses @{Add='$(($addresses | Where-Object MatchedBy -eq User).X500Address)'}"
        }

        It 'shows in the statistics how much was mapped' {
            $statistics.MappedItemCount | Should -BeGreaterThan 0
            $statistics.MappedAddressCount | Should -BeGreaterThan $statistics.MappedItemCount
            $statistics | Format-List | Out-String | Should -Match 'MappedAddressCount +: \d+'
        }

        It 'gives recipients from which the next archives are mapped wholly' {
            $addresses | Add-ArchiveMigrationRecipient Merger -ErrorVariable failures -ErrorAction SilentlyContinue
            $known = @(Get-ArchiveMigrationRecipient Merger)
            $known.Count | Should -Be @($addresses | Where-Object SmtpAddress).Count
            $gustav | Add-ArchiveMigrationUser Merger
            $null = Start-ArchiveMigration Merger $gustav.sourceAddress

            $next = Get-ArchiveMigrationUser Merger $gustav.sourceAddress | Get-ArchiveMigrationLegacyAddress
            $met = @($next | Where-Object LegacyExchangeDN -in $known.LegacyExchangeDN)
            $met.Count | Should -BeGreaterThan 0
            ($met | Measure-Object UnmappedCount -Sum).Sum | Should -Be 0
            @($next).Count | Should -BeGreaterThan $met.Count
        }
    }
}
