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

    It 'tells what arrived of each class, in numbers' {
        $row = Get-ArchiveMigrationStatistics Merger $user.sourceAddress

        $row.MailSuccessCount | Should -Be 12
        $row.MailSuccessSize | Should -Be $row.TotalItemSize
        $row.MailErrorCount + $row.CalendarSuccessCount | Should -Be 0
        $row.DataConsistencyScore | Should -Be 'Perfect'
        $row.SkippedItemCount | Should -Be 0
        $row.EstimatedTotalTransferSize | Should -Be $row.BytesTransferred
        $row.EstimatedRemainingTime | Should -Be ([timespan]::Zero)
        $row.RequestCount | Should -BeGreaterThan 12
        $row | Format-List | Out-String | Should -Match 'ByKind +: Mail: 12 \('
    }

    It 'goes by folder, and the folders of a user add up to the user' {
        $folders = Get-ArchiveMigrationUser Merger $user.sourceAddress | Get-ArchiveMigrationStatistics -By Folder

        ($folders | Measure-Object TotalItemCount -Sum).Sum | Should -Be 12
        ($folders | Where-Object TotalItemCount).FolderPath | Should -Be 'Inbox/Mail'
        ($folders | Where-Object TotalItemCount).DestinationFolderPath | Should -Be 'Inbox/Mail'
        $folders | Out-String -Width 120 | Should -Match "User: $($user.sourceAddress)[\s\S]+Folder +Items +Size +Failed +Excluded +Pending[\s\S]+Inbox/Mail +12/12"
    }

    It 'goes by project and by customer, one row each, however the users came' {
        $project = Get-ArchiveMigrationUser Merger | Get-ArchiveMigrationStatistics -By Project
        @($project) | Should -HaveCount 1
        $project.UserCount | Should -Be 2
        $project.CompletedUserCount | Should -Be 1
        $project.FailedUserCount | Should -Be 1
        $project.Status | Should -Be 'CompletedWithErrors'
        $project.DataConsistencyScore | Should -Be 'Poor'
        $project | Out-String -Width 120 | Should -Match 'Merger +CompletedWithErrors +1/2 +12/12'

        Set-ArchiveMigrationProject Merger -Customer 'Contoso GmbH'
        New-ArchiveMigrationProject Later -Source Contoso -Destination Fabrikam -Customer 'contoso gmbh'
        $customer = Get-ArchiveMigrationProject | Get-ArchiveMigrationStatistics -By Customer
        @($customer) | Should -HaveCount 1
        $customer.Projects | Sort-Object | Should -Be 'Later', 'Merger'
        $customer.SyncedItemCount | Should -Be 12
        (Get-ArchiveMigrationStatistics Merger $user.sourceAddress -By Project).UserCount | Should -Be 1
        Remove-ArchiveMigrationProject Later -Confirm:$false
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
