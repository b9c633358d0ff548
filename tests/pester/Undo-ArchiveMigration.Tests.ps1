BeforeAll {
    . $PSScriptRoot/Common.ps1
}

AfterAll {
    Invoke-Sandbox Delete faults
}

Describe 'Undo-ArchiveMigration' {
    BeforeEach {
        Use-NewStore
        $user = New-SandboxUser -Items 25
        New-SandboxProject $user
        $null = Start-ArchiveMigration Merger
    }

    AfterEach {
        Invoke-Sandbox Delete faults
    }

    It 'removes what was imported, says so, and a new start copies it again' {
        $undone = Undo-ArchiveMigration Merger -Confirm:$false

        "$($undone.Status) $($undone.ImportedItemCount) $($undone.RemovedItemCount) $($undone.RemovedFolderCount)" | Should -Be 'Undone 25 25 2'
        $state = Get-ArchiveMigrationStatistics Merger
        "$($state.Status) $($state.SyncedItemCount) $($state.PendingItemCount)" | Should -Be 'Queued 0 25'
        $state.StatusDetail | Should -BeLike 'Undone *25 items * moved to Recoverable Items. Start-ArchiveMigration copies again*'

        $null = Start-ArchiveMigration Merger
        (Get-ArchiveMigrationStatistics Merger).SyncedItemCount | Should -Be 25
        (Confirm-ArchiveMigration Merger).Verdict | Should -Be 'Complete'
    }

    It 'counts with -WhatIf, and removes nothing' {
        Invoke-Sandbox Post tampering @{ user = $user.destinationAddress; folder = 'Inbox/Mail'; kind = 'AlterItem'; item = 5 }
        Invoke-Sandbox Post tampering @{ user = $user.destinationAddress; folder = 'Inbox/Mail'; kind = 'RemoveItem'; item = 7 }

        $looked = Undo-ArchiveMigration Merger -WhatIf -WarningAction SilentlyContinue

        "$($looked.Status) $($looked.RemovedItemCount) $($looked.ChangedItemCount) $($looked.MissingItemCount)" | Should -Be 'Previewed 23 1 1'
        (Get-ArchiveMigrationStatistics Merger).SyncedItemCount | Should -Be 25
    }

    It 'leaves what was changed since, names it, and takes it with -Force' {
        Invoke-Sandbox Post tampering @{ user = $user.destinationAddress; folder = 'Inbox/Mail'; kind = 'AlterItem'; item = 5 }

        $first = Undo-ArchiveMigration Merger -Confirm:$false -WarningVariable warned -WarningAction SilentlyContinue

        "$($first.Status) $($first.RemovedItemCount)" | Should -Be 'UndoneInPart 24'
        "$($first.Problems.Reason) $($first.Problems.Folder) $($first.Problems.ErrorId)" | Should -Be 'Changed Inbox/Mail DestinationItemChanged'
        "$warned" | Should -BeLike "$($user.sourceAddress): 24 items * Left: 1 item changed since*"
        (Undo-ArchiveMigration Merger -Force -Confirm:$false).RemovedItemCount | Should -Be 1
    }

    It 'names what a hold keeps, with the code and the request id of the service' {
        Invoke-Sandbox Post mailboxes @{ mailbox = $user.destinationArchive; hold = $true }

        $held = Undo-ArchiveMigration Merger -Permanent -Confirm:$false -WarningAction SilentlyContinue

        "$($held.Status) $($held.RefusedItemCount)" | Should -Be 'UndoneInPart 25'
        "$($held.Problems[0].Reason) $($held.Problems[0].ServiceCode)" | Should -Be 'Refused ErrorAccessDenied'
        $held.Problems[0].RequestId | Should -Not -BeNullOrEmpty
        (Undo-ArchiveMigration Merger -Confirm:$false).RemovedItemCount | Should -Be 25
    }

    It 'asks before it removes: without a person it does not go ahead' {
        $lines = Invoke-FreshSession -WithErrors 'Undo-ArchiveMigration Merger'

        "$lines" | Should -BeLike '*NonInteractive*'
        (Get-ArchiveMigrationStatistics Merger).SyncedItemCount | Should -Be 25
    }

    It 'stops when Ctrl+C is pressed, keeps what it did, and goes on' {
        Invoke-Sandbox Post faults @{ kind = 'Slow'; delay = '00:00:00.5'; mailbox = $user.destinationArchive; operation = 'DeleteItem' }
        $session = [powershell]::Create()
        $null = $session.AddScript("Import-Module '$Root/ArchiveMigration.psd1'; Undo-ArchiveMigration Merger -Confirm:`$false")
        $null = $session.BeginInvoke()
        try {
            Wait-Until { (Get-ArchiveMigrationUser Merger).StatusDetail -like 'Its copies are being removed*' }
        }
        finally {
            $session.Stop()
            $session.Dispose()
        }

        $state = Get-ArchiveMigrationStatistics Merger
        "$($state.Status) $($state.SyncedItemCount + $state.PendingItemCount)" | Should -Be 'Stopped 25'
        $state.StatusDetail | Should -BeLike '*Stopped after * of 25 were moved to Recoverable Items; the same command goes on.*'
        Invoke-Sandbox Delete faults
        (Undo-ArchiveMigration Merger -Confirm:$false).RemovedItemCount | Should -Be $state.SyncedItemCount
        (Get-ArchiveMigrationStatistics Merger).PendingItemCount | Should -Be 25
    }

    It 'shows a table and a list' {
        $looked = Undo-ArchiveMigration Merger -WhatIf

        $looked | Out-String -Width 160 | Should -Match 'User +Status +Imported +Removed +Size +Changed +Missing +Refused'
        $looked | Format-List | Out-String | Should -Match 'AlreadyPresentItemCount *: 0'
    }
}
