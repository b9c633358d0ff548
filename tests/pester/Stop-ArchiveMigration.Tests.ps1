BeforeAll {
    . $PSScriptRoot/Common.ps1
    $null = Get-Sandbox

    # Starts a run in a process of its own and returns when it is at work.
    function Start-OtherProcess([string] $Command = 'Start-ArchiveMigration Merger -PassThru') {
        $script = "Import-Module '$Root/ArchiveMigration.psd1'; `$run = $Command; `"`$(`$run.Status) `$(`$run.ExitCode)`""
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh')
        '-NoProfile', '-NonInteractive', '-Command', $script | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        Wait-Until { Get-ArchiveMigrationUser Merger | Where-Object Status -EQ Syncing }

        $process
    }

    function Stop-Process2([Diagnostics.Process] $Process) {
        if (-not $Process.HasExited) {
            $Process.Kill($true)
        }
    }

    function Slow-Sandbox([object] $User, [string] $Delay = '00:00:00.3') {
        foreach ($mailbox in $User.sourceArchive, $User.destinationArchive) {
            Invoke-Sandbox Post faults @{ kind = 'Slow'; delay = $Delay; mailbox = $mailbox }
        }
    }
}

Describe 'Stop-ArchiveMigration' {
    BeforeEach {
        Use-NewStore
        $user = New-SandboxUser -Items 25
        New-SandboxProject $user
        Slow-Sandbox $user
    }

    AfterEach {
        Invoke-Sandbox Delete faults
    }

    It 'stops the run of another process within seconds, which ends like one stopped there, and a new start goes on' {
        $process = Start-OtherProcess
        try {
            $rows = Stop-ArchiveMigration Merger -Wait
            $process.WaitForExit(60000) | Should -BeTrue
            $said = $process.StandardOutput.ReadToEnd()
        }
        finally {
            Stop-Process2 $process
        }

        $rows.Status | Should -Be 'Stopped'
        $said | Should -BeLike '*asks this run to stop*'
        $said | Should -BeLike '*Stopped 3*'

        Invoke-Sandbox Delete faults
        $rows = Start-ArchiveMigration Merger
        "$($rows.Status) $($rows.SyncedItemCount)/$($rows.TotalItemCount)" | Should -Be 'Completed 25/25'
        $arrived = Invoke-Sandbox Get "audit?source=$($user.sourceAddress)&destination=$($user.destinationAddress)"
        "$($arrived.intact) intact, $($arrived.duplicated) twice, $($arrived.lost) lost" | Should -Be '25 intact, 0 twice, 0 lost'
    }

    It 'stops single users, named or piped, and the others go on' {
        $other = New-SandboxUser -Items 2
        $other | Add-ArchiveMigrationUser Merger
        Slow-Sandbox $user '00:00:01'
        $process = Start-OtherProcess
        try {
            $rows = Get-ArchiveMigrationUser Merger $user.sourceAddress | Stop-ArchiveMigration -Wait
            $process.WaitForExit(60000) | Should -BeTrue
        }
        finally {
            Stop-Process2 $process
        }

        "$($rows.SourceAddress) $($rows.Status)" | Should -Be "$($user.sourceAddress) Stopped"
        (Get-ArchiveMigrationUser Merger $other.sourceAddress).Status | Should -Be 'Completed'
    }

    It 'stops nothing with -WhatIf' {
        Slow-Sandbox $user '00:00:02'
        $process = Start-OtherProcess
        try {
            Stop-ArchiveMigration -WhatIf
            Start-Sleep -Seconds 2
            $process.HasExited | Should -BeFalse
            Stop-ArchiveMigration -Wait | Should -Not -BeNullOrEmpty
        }
        finally {
            Stop-Process2 $process
        }
    }

    It 'says when nothing runs' {
        Stop-ArchiveMigration -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        Stop-ArchiveMigration Merger -WarningVariable saidOfOne -WarningAction SilentlyContinue | Should -BeNullOrEmpty

        "$said" | Should -BeLike 'Nothing is running on the store*'
        "$saidOfOne" | Should -BeLike 'Merger is not running*'
    }

    It 'says <ErrorId>: <What>' -TestCases @(
        @{ What = 'no such project'; ErrorId = 'ProjectNotFound'; Project = 'Nope'; Who = 'a@b.example' }
        @{ What = 'no such user'; ErrorId = 'UserNotFound'; Project = 'Merger'; Who = 'nobody@contoso.example' }
    ) {
        (Get-ErrorOf { Stop-ArchiveMigration $Project $Who }).FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
    }

    It 'takes over from a process that was killed' {
        $process = Start-OtherProcess
        $process.Kill($true)
        $process.WaitForExit()

        (Get-ArchiveMigrationStatistics Merger).Status | Should -Be 'Stopped'
        Stop-ArchiveMigration Merger -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike 'Merger is not running*'
        Invoke-Sandbox Delete faults
        (Start-ArchiveMigration Merger).Status | Should -Be 'Completed'
    }
}
