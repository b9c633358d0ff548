BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-NewStore
    $user = New-SandboxUser -Items 12
    $failing = New-SandboxUser -With @{ archiveAtSource = $false }
    New-SandboxProject $user, $failing
    $null = Start-ArchiveMigration Merger
}

Describe 'Get-ArchiveMigrationStatistics' {
    It 'gives every user of a project, or those that match' {
        @(Get-ArchiveMigrationStatistics Merger) | Should -HaveCount 2
        (Get-ArchiveMigrationStatistics m* "$($user.sourceAddress.Substring(0, 6))*").SourceAddress | Should -Be $user.sourceAddress
        (Get-ArchiveMigrationStatistics Merger $user.destinationAddress).SourceAddress | Should -Be $user.sourceAddress
    }

    It 'has plain numbers: sizes are bytes' {
        $row = Get-ArchiveMigrationStatistics Merger $user.sourceAddress

        $row.TotalItemSize | Should -BeOfType long
        $row.TotalItemSize | Should -BeGreaterThan 12000
        $row.SyncedItemCount | Should -Be 12
        $row.PercentComplete | Should -Be 100
    }

    It 'has the names that Exchange''s scripts read' {
        $row = Get-ArchiveMigrationStatistics Merger $user.sourceAddress

        $row.Identity | Should -Be $user.sourceAddress
        $row.BatchId | Should -Be 'Merger'
        $row.PercentageComplete | Should -Be 100
        $row.TotalItemsInSourceMailboxCount | Should -Be 12
    }

    It 'is the same by its short name' {
        (Get-MigrationStatistics Merger).SourceAddress | Should -Be (Get-ArchiveMigrationStatistics Merger).SourceAddress
    }

    It 'shows items, sizes and, where it failed, the reason in a table of one line a row' {
        $text = Get-ArchiveMigrationStatistics Merger | Out-String -Width 100

        $text | Should -Match 'User +Status +Items +Size +Failed +Excluded +Rate'
        $text | Should -Match "$($user.sourceAddress) +Completed +12/12 +\d+ KB +0 +0 +[\d.,]+ .B/h"
        $text | Should -Match "$($failing.sourceAddress) +Failed +0/0 +0 B +0 +0 +\w"
        ($text.Trim() -split '\r?\n').Count | Should -Be 4
        Get-ArchiveMigrationStatistics Merger | Out-String -Width 250 | Should -BeLike '*no in-place archive*'
    }

    It 'says a project that there is not' {
        (Get-ErrorOf { Get-ArchiveMigrationStatistics Nope }).FullyQualifiedErrorId | Should -BeLike 'ProjectNotFound,*'
    }
}
