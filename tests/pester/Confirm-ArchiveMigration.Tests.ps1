BeforeAll {
    . $PSScriptRoot/Common.ps1

    function Invoke-Tampering([object] $User, [string] $Kind, [hashtable] $With = @{}) {
        Invoke-Sandbox Post tampering (@{ user = $User.destinationAddress; folder = 'Inbox/Mail'; kind = $Kind } + $With)
    }
}

AfterAll {
    Invoke-Sandbox Delete faults
}

Describe 'Confirm-ArchiveMigration' {
    BeforeEach {
        Use-NewStore
        $user = New-SandboxUser -Items 25
        New-SandboxProject $user
        $null = Start-ArchiveMigration Merger
    }

    AfterEach {
        Invoke-Sandbox Delete faults
    }

    It 'says that everything arrived, by user, folder and shard' {
        $proof = Confirm-ArchiveMigration Merger

        "$($proof.Verdict) $($proof.Users) $($proof.SourceItems) $($proof.Verified) $($proof.Unexplained) $($proof.IsBalanced)" | Should -Be 'Complete 1 25 25 0 True'
        $proof.UserProofs[0].Folders.Path | Should -Contain 'Inbox/Mail'
        $proof.UserProofs[0].Shards.SourceItems | Should -Be 25
    }

    It 'names what was removed, altered, added and renamed, and nothing else' {
        Invoke-Tampering $user RemoveItem @{ item = 3 }
        Invoke-Tampering $user AlterItem @{ item = 5 }
        Invoke-Tampering $user AddItem
        Invoke-Tampering $user RenameFolder @{ name = 'Post' }

        $proof = Confirm-ArchiveMigration Merger -Deep -WarningVariable warned -WarningAction SilentlyContinue

        $proof.Verdict | Should -Be 'NotComplete'
        $proof.UserProofs[0].Findings.Kind | Should -Be 'Missing', 'ContentDiffers', 'FolderRenamed', 'Added'
        "$warned" | Should -BeLike "$($user.sourceAddress): 2 source items are unexplained.*"
    }

    It 'shows the columns of a proof and says no subject anywhere' {
        $path = Join-Path $TestDrive 'shown.json'
        Invoke-Tampering $user RemoveItem
        $proof = Confirm-ArchiveMigration Merger -Path $path -WarningAction SilentlyContinue

        $proof | Out-String -Width 160 | Should -Match 'Users SourceItems Verified Excluded Failed Vanished Unexplained Verdict'
        $proof | Out-String -Width 160 | Should -Match '1 +25 +24 +0 +0 +0 +1 NotComplete'
        Get-Content $path -Raw | Should -Not -Match 'Message \d'
        $proof.UserProofs[0].Findings | Out-String -Width 160 | Should -Match 'Missing +1 Inbox/Mail +IPM.Note'
    }

    It 'compares a share of the contents, states the confidence, and draws the same by the same seed' {
        $proof = Confirm-ArchiveMigration Merger -Sample 20% -Seed 7
        $again = Confirm-ArchiveMigration Merger -Sample 20% -Seed 7

        $proof.Content.Statement | Should -BeLike '*drawn by the seed 7*With 95 % confidence*'
        $again.Content.Compared | Should -Be $proof.Content.Compared
        (Confirm-ArchiveMigration Merger -Deep).Content.Statement | Should -Be 'The content of all 25 items was compared; 0 differ.'
    }

    It 'writes a file, prints its hash, and refuses to replace it unless told to' {
        $path = Join-Path $TestDrive 'proof.json'
        $proof = Confirm-ArchiveMigration Merger -Path $path -InformationVariable told

        $proof.File.Sha256 | Should -Be (Get-FileHash $path -Algorithm SHA256).Hash.ToLowerInvariant()
        "$told" | Should -BeLike "*SHA-256 of the proof: $($proof.File.Sha256)*"
        (Get-ErrorOf { Confirm-ArchiveMigration Merger -Path $path }).FullyQualifiedErrorId | Should -BeLike 'ProofFileNotWritable,*'
        (Confirm-ArchiveMigration Merger -Path $path -Force).File.Path | Should -Be $path
    }

    It 'tells users who were never migrated and those who cannot be read, and goes on with the others' {
        $never = New-SandboxUser -Items 2
        $never | Add-ArchiveMigrationUser Merger
        Invoke-Sandbox Post faults @{ kind = 'InternalServerError'; mailbox = $never.sourceArchive }

        $proof = Confirm-ArchiveMigration Merger -WarningVariable warned -WarningAction SilentlyContinue

        $proof.UserProofs.State | Should -Be 'Read', 'NeverMigrated'
        "$($proof.Verdict) $($proof.NeverMigrated) $($proof.UserProofs[0].Verdict)" | Should -Be 'NotComplete 1 Complete'
        "$warned" | Should -BeLike "*$($never.sourceAddress): It was never migrated*"
        (Get-ArchiveMigrationUser Merger $user.sourceAddress | Confirm-ArchiveMigration).Verdict | Should -Be 'Complete'
    }

    It 'is refused while a migration runs, and leaves statistics as they are' {
        $before = Get-ArchiveMigrationStatistics Merger | ConvertTo-Json
        $null = Confirm-ArchiveMigration Merger
        Get-ArchiveMigrationStatistics Merger | ConvertTo-Json | Should -Be $before

        foreach ($mailbox in $user.sourceArchive, $user.destinationArchive) {
            Invoke-Sandbox Post faults @{ kind = 'Slow'; delay = '00:00:00.3'; mailbox = $mailbox }
        }

        $session = [powershell]::Create()
        $null = $session.AddScript("Import-Module '$Root/ArchiveMigration.psd1'; Start-ArchiveMigration Merger")
        $null = $session.BeginInvoke()
        try {
            Wait-Until { (Get-ArchiveMigrationUser Merger).Status -ne 'Completed' }

            $failure = Get-ErrorOf { Confirm-ArchiveMigration Merger }
        }
        finally {
            $session.Stop()
            $session.Dispose()
        }

        $failure.FullyQualifiedErrorId | Should -BeLike 'StoreInUse,*'
        "$failure" | Should -BeLike 'Merger cannot be proved while the store is at work: Full pass*'
    }

    It 'stops without waiting for the service' {
        Invoke-Sandbox Post faults @{ kind = 'Slow'; delay = '00:10:00'; mailbox = $user.sourceArchive }
        $session = [powershell]::Create()
        $null = $session.AddScript("Import-Module '$Root/ArchiveMigration.psd1'; Confirm-ArchiveMigration Merger")
        $null = $session.BeginInvoke()
        Wait-Until { (Invoke-Sandbox Get faults).happened }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $session.Stop()
        $session.Dispose()

        $watch.Elapsed.TotalSeconds | Should -BeLessThan 60
    }

    It 'says <ErrorId> before anything is read: <What>' -TestCases @(
        @{ What = 'no such project'; ErrorId = 'ProjectNotFound'; With = @{ Project = 'Nope' } }
        @{ What = 'no share'; ErrorId = 'InvalidArgument'; With = @{ Project = 'Merger'; Sample = '0%' } }
        @{ What = 'a share in words'; ErrorId = 'InvalidArgument'; With = @{ Project = 'Merger'; Sample = 'some' } }
        @{ What = 'a certificate without a file'; ErrorId = 'InvalidArgument'; With = @{ Project = 'Merger'; SigningCertificate = 'A' * 40 } }
        @{ What = 'a certificate that is not there'; ErrorId = 'CertificateNotUsable'; With = @{ Project = 'Merger'; Path = 'never.json'; SigningCertificate = 'A' * 40 } }
        @{ What = 'a folder that is not there'; ErrorId = 'ProofFileNotWritable'; With = @{ Project = 'Merger'; Path = 'no/where/proof.json' } }
    ) {
        (Get-ErrorOf { Confirm-ArchiveMigration @With }).FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
    }
}
