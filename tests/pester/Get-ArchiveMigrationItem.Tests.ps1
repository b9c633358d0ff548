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

    It 'refuses a disposition that there is not' {
        "$(Get-ErrorOf { Get-ArchiveMigrationItem Merger -Disposition Lost })" | Should -BeLike '*Lost*Vanished*'
    }
}
