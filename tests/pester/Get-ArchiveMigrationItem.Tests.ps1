BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-NewStore
    $one = New-SandboxUser -Items 3
    $two = New-SandboxUser -Items 4
    New-SandboxProject $one, $two
    $null = Start-ArchiveMigration Merger
}

Describe 'Get-ArchiveMigrationItem' {
    It 'gives nothing when nothing failed' {
        Get-ArchiveMigrationItem Merger | Should -BeNullOrEmpty
    }

    It 'gives the items of a disposition, of all users or of one, and says whose they are' {
        @(Get-ArchiveMigrationItem Merger -Disposition Imported) | Should -HaveCount 7
        $items = Get-ArchiveMigrationItem Merger $two.sourceAddress -Disposition Failed, Imported
        $items | Should -HaveCount 4
        $items.User | Sort-Object -Unique | Should -Be $two.sourceAddress
    }

    It 'takes users from the pipeline' {
        @(Get-ArchiveMigrationUser Merger $one.sourceAddress | Get-ArchiveMigrationItem -Disposition Imported) | Should -HaveCount 3
    }

    It 'stops reading when nobody listens any more, however many there are' {
        $many = New-SandboxUser -Items 1500
        $many | Add-ArchiveMigrationUser Merger
        $null = Start-ArchiveMigration Merger $many.sourceAddress

        @(Get-ArchiveMigrationItem Merger $many.sourceAddress -Disposition Imported | Select-Object -First 2) | Should -HaveCount 2
        @(Get-ArchiveMigrationItem Merger $many.sourceAddress -Disposition Imported) | Should -HaveCount 1500
    }

    It 'shows where an item was and what it is' {
        $item = Get-ArchiveMigrationItem Merger $one.sourceAddress -Disposition Imported | Select-Object -First 1

        $item.FolderPath | Should -Be 'Inbox/Mail'
        $item | Out-String -Width 160 | Should -Match "$($one.sourceAddress) +Imported +IPM\.Note +[\d.,]+ KB Inbox/Mail"
    }

    It 'gives the items whose addresses were not mapped, and says why' {
        Get-ArchiveMigrationItem Merger -NotMapped | Should -BeNullOrEmpty
        "$(Get-ErrorOf { Get-ArchiveMigrationItem Merger -NotMapped -Disposition Failed })" | Should -BeLike '*parameter set*'

        # The sandbox takes no item that the mapper does not understand.
        $item = Get-ArchiveMigrationItem Merger -Disposition Imported | Select-Object -First 1
        $engine = $item.PSObject.BaseObject.GetType().Assembly
        $outcome = [enum]::Parse($engine.GetType('ArchiveMigration.Engine.Ledger.ItemMappingOutcome'), 'NotMapped')
        $mapping = $engine.GetType('ArchiveMigration.Engine.Ledger.ItemMapping').GetConstructors()[0].Invoke(@($outcome, 0, 0, 'its third recipient is cut'))
        $item.GetType().GetProperty('Mapping').SetValue($item.PSObject.BaseObject, $mapping)
        $item | Out-String -Width 200 | Should -Match 'Inbox/Mail +not mapped: its third recipient is cut'
        $item | Format-List | Out-String | Should -Match 'Mapping +: not mapped: its third recipient is cut'
    }

    It 'tells of a failed item what to do, and its subject only as the project allows' {
        $three = New-SandboxUser -Items 2
        $three | Add-ArchiveMigrationUser Merger
        Invoke-Sandbox Post faults @{ kind = 'CorruptItems'; mailbox = $three.sourceArchive }
        try {
            $null = Start-ArchiveMigration Merger $three.sourceAddress
            $none = Get-ArchiveMigrationItem Merger $three.sourceAddress
            $none | Should -HaveCount 2
            $none[0].ErrorId | Should -Be 'ItemCorrupt'
            $none[0].Remedy | Should -BeLike '*-RetryErrors*'
            $none[0].Size | Should -BeOfType long
            $none.Subject | Where-Object { $_ } | Should -BeNullOrEmpty

            Set-ArchiveMigrationProject Merger -SubjectPrivacy Full
            $null = Start-ArchiveMigration Merger $three.sourceAddress -RetryErrors
            $full = Get-ArchiveMigrationItem Merger $three.sourceAddress
            $full[0].Subject | Should -Not -BeNullOrEmpty
            $full | Out-String -Width 200 | Should -Match ([regex]::Escape("'$($full[0].Subject)'"))

            Set-ArchiveMigrationProject Merger -SubjectPrivacy Hash
            (Get-ArchiveMigrationItem Merger $three.sourceAddress).Subject | Where-Object { $_ } | Should -BeNullOrEmpty
            $null = Start-ArchiveMigration Merger $three.sourceAddress -RetryErrors
            (Get-ArchiveMigrationItem Merger $three.sourceAddress)[0].Subject | Should -Match '^#[0-9A-F]{32}$'
        }
        finally {
            Invoke-Sandbox Delete faults
        }
    }

    It 'refuses a disposition that there is not' {
        "$(Get-ErrorOf { Get-ArchiveMigrationItem Merger -Disposition Lost })" | Should -BeLike '*Lost*Vanished*'
    }
}
