BeforeAll {
    . $PSScriptRoot/Common.ps1
    $sandbox = Get-Sandbox

    # Runs a script in another runspace of this process and gives its streams when it has ended.
    function Start-Session([string] $Script) {
        $session = [powershell]::Create()
        $null = $session.AddScript("Import-Module '$Root/ArchiveMigration.psd1'; $Script")
        [pscustomobject]@{ Session = $session; Running = $session.BeginInvoke() }
    }

    function Get-Arrived([object] $User) {
        (Invoke-Sandbox Get "audit?source=$($User.sourceAddress)&destination=$($User.destinationAddress)")
    }

    # Makes every answer of the sandbox late, so that a run can be met in its middle.
    function Slow-Sandbox([object] $User) {
        foreach ($mailbox in $User.sourceArchive, $User.destinationArchive) {
            Invoke-Sandbox Post faults @{ kind = 'Slow'; delay = '00:00:00.3'; mailbox = $mailbox }
        }
    }
}

AfterAll {
    Invoke-Sandbox Delete faults
}

Describe 'Start-ArchiveMigration' {
    BeforeEach {
        Use-NewStore
        $user = New-SandboxUser -Items 25
        New-SandboxProject $user
    }

    AfterEach {
        Invoke-Sandbox Delete faults
    }

    It 'leaves out who has no destination, heeds a user''s own options, and warns of a secret that ends soon' {
        Set-ArchiveMigrationEndpoint Contoso -ExpiresOn ([datetime]::Now.AddDays(5).AddHours(1)) -SkipVerification
        Set-ArchiveMigrationProject Merger -RecipientMapping '@nowhere.example->@fabrikam.example' -TargetRootFolder 'Of all'
        Set-ArchiveMigrationUser Merger $user.sourceAddress -TargetRootFolder 'Of one'
        'forgotten@contoso.example' | Add-ArchiveMigrationUser Merger -WarningAction SilentlyContinue

        $result = Start-ArchiveMigration Merger -WarningVariable warnings -WarningAction SilentlyContinue

        @($result).SourceAddress | Should -Be $user.sourceAddress
        (Get-Arrived $user).folders.path | Should -Contain 'Of one/Inbox/Mail'
        "$warnings" | Should -BeLike '*1 user of Merger has no destination and is left out*'
        "$warnings" | Should -BeLike '*Contoso: The client secret ends in 5 days*'
    }

    It 'copies every item once, and a second run copies nothing' {
        $first = Start-ArchiveMigration Merger
        $second = Start-ArchiveMigration Merger

        "$($first.Status) $($first.SyncedItemCount)/$($first.TotalItemCount)" | Should -Be 'Completed 25/25'
        $second.BytesTransferred | Should -Be $first.BytesTransferred
        $arrived = Get-Arrived $user
        "$($arrived.intact) intact, $($arrived.duplicated) twice, $($arrived.lost) lost" | Should -Be '25 intact, 0 twice, 0 lost'
    }

    It 'keeps a log that scripts can read, and names it when something went wrong' {
        $archiveless = New-SandboxUser -Items 1 -With @{ archiveAtDestination = $false }
        $archiveless | Add-ArchiveMigrationUser Merger

        $run = Start-ArchiveMigration Merger -PassThru -WarningVariable warned -WarningAction SilentlyContinue

        $run.LogPath | Should -BeLike "$(Split-Path $env:ARCHIVEMIGRATION_STORE)*logs*migrations.*.jsonl"
        "$warned" | Should -BeLike "*Merger: CompletedWithErrors. What happened, line by line, is in $($run.LogPath)"
        $lines = Get-Content $run.LogPath | ConvertFrom-Json
        $lines.event | Should -Contain 'RunStarted'
        ($lines | Where-Object { $_.event -eq 'UserEnded' -and $_.mailbox -eq $archiveless.sourceAddress }).level | Should -Be 'Error'
        Get-Content $run.LogPath -Raw | Should -Not -Match 'eyJ|authtoken|Message \d'

        $named = Join-Path $TestDrive 'own.jsonl'
        (Start-ArchiveMigration Merger -PassThru -LogPath $named -WarningAction SilentlyContinue).LogPath | Should -Be $named
    }

    It 'ends with the users'' statistics, or with a result that a script can exit on' {
        $rows = Start-ArchiveMigration Merger
        $result = Start-ArchiveMigration Merger -PassThru

        $rows.GetType().FullName | Should -Be 'ArchiveMigration.Engine.Reports.UserStatistics'
        "$($result.Status) $($result.ExitCode) $($result.Users.Count)" | Should -Be 'Completed 0 1'
    }

    It 'tells a scheduled script by its exit code how it went' {
        Invoke-Sandbox Post faults @{ kind = 'CorruptItems'; mailbox = $user.sourceArchive; operation = 'ExportItems' }
        $script = Join-Path $TestDrive night.ps1
        Set-Content $script @"
`$ErrorActionPreference = 'Stop'
try { Import-Module '$Root/ArchiveMigration.psd1'; `$run = Start-ArchiveMigration -Project Merger -PassThru -Confirm:`$false; exit `$run.ExitCode }
catch { Write-Error `$_ -ErrorAction Continue; exit 1 }
"@
        $null = pwsh -NoProfile -NonInteractive -File $script
        $LASTEXITCODE | Should -Be 2
        Invoke-Sandbox Delete faults
        Set-ArchiveMigrationEndpoint Contoso -ClientSecret (ConvertTo-Secret wrong) -SkipVerification
        $null = pwsh -NoProfile -NonInteractive -File $script 2>&1
        $LASTEXITCODE | Should -Be 1
    }

    It 'lists items that failed, and -RetryErrors brings them' {
        Invoke-Sandbox Post faults @{ kind = 'CorruptItems'; mailbox = $user.sourceArchive; operation = 'ExportItems' }
        $run = Start-ArchiveMigration Merger -PassThru
        $failed = @(Get-ArchiveMigrationItem Merger)

        "$($run.Status) $($run.ExitCode)" | Should -Be 'CompletedWithErrors 2'
        $failed.Count | Should -Be $run.Users[0].FailedItemCount
        $failed[0].ErrorId | Should -Be 'ItemCorrupt'
        $failed[0].User | Should -Be $user.sourceAddress

        Invoke-Sandbox Delete faults
        "$((Start-ArchiveMigration Merger -RetryErrors -PassThru).Status)" | Should -Be 'Completed'
        Get-ArchiveMigrationItem Merger | Should -BeNullOrEmpty
        @(Get-ArchiveMigrationItem Merger -Disposition Imported) | Should -HaveCount 25
    }

    It 'retries only errors of one kind with -ErrorId' {
        Invoke-Sandbox Post faults @{ kind = 'CorruptItems'; mailbox = $user.sourceArchive; operation = 'ExportItems' }
        $failed = (Start-ArchiveMigration Merger -WarningAction SilentlyContinue).FailedItemCount
        $failed | Should -BeGreaterThan 0
        Invoke-Sandbox Delete faults

        (Start-ArchiveMigration Merger -RetryErrors -ErrorId ItemTooLarge -WarningAction SilentlyContinue).FailedItemCount | Should -Be $failed
        (Start-ArchiveMigration Merger -RetryErrors -ErrorId ItemCorrupt).FailedItemCount | Should -Be 0
    }

    It 'goes on with a retry that was interrupted' {
        Invoke-Sandbox Post faults @{ kind = 'CorruptItems'; mailbox = $user.sourceArchive; operation = 'ExportItems' }
        $failed = (Start-ArchiveMigration Merger -WarningAction SilentlyContinue).FailedItemCount
        Invoke-Sandbox Delete faults
        Invoke-Sandbox Post mailboxes @{ mailbox = $user.destinationArchive; quotaBytes = 100 }
        (Start-ArchiveMigration Merger -RetryErrors -WarningAction SilentlyContinue).Status | Should -Be 'WaitingForQuota'
        Invoke-Sandbox Post mailboxes @{ mailbox = $user.destinationArchive }

        (Start-ArchiveMigration Merger -RetryErrors -WhatIf 6> $null).CopyItemCount | Should -Be $failed
        $rest = Start-ArchiveMigration Merger -RetryErrors
        "$($rest.LastPass) $($rest.Status) $($rest.SyncedItemCount)" | Should -Be 'RetryErrors Completed 25'
    }

    It 'verifies without moving anything' {
        $run = Start-ArchiveMigration Merger -Verify -PassThru

        "$($run.Kind) $($run.Status) $($run.ExitCode)" | Should -Be 'Verify Completed 0'
        "$($run.Users[0].Status): $($run.Users[0].StatusDetail)" | Should -BeLike 'Queued: Verified: * folders with * items at the source*'
        (Get-Arrived $user).intact | Should -Be 0
    }

    It 'copies ten items of a folder in a trial, the old ones with -Before, and the rest afterwards' {
        $trial = Start-ArchiveMigration Merger -Trial
        "$($trial.Status) $($trial.SyncedItemCount)" | Should -Be 'Synced 10'
        $old = Start-ArchiveMigration Merger -OlderThan 36500
        "$($old.Status) $($old.SyncedItemCount)" | Should -Be 'Synced 10'
        $rest = Start-ArchiveMigration Merger -Before ([datetimeoffset]::UtcNow.AddYears(100))
        "$($rest.Status) $($rest.SyncedItemCount)/$($rest.TotalItemCount)" | Should -Be 'Completed 25/25'
        $arrived = Get-Arrived $user
        "$($arrived.intact) intact, $($arrived.duplicated) twice, $($arrived.lost) lost" | Should -Be '25 intact, 0 twice, 0 lost'
    }

    It 'starts at its time with -StartAfter, and says on the screen that it waits' {
        $time = [datetime]::Now.AddSeconds(6)
        $rows = Start-ArchiveMigration Merger -StartAfter $time -InformationVariable told 6> $null

        [datetime]::Now | Should -BeGreaterOrEqual $time
        "$($rows.Status)" | Should -Be 'Completed'
        "$told" | Should -BeLike '*Merger: Starts at *Merger: goes on.*'
    }

    It 'copies nothing in quiet hours, shows until when, and can be stopped' {
        $day = [datetimeoffset]::UtcNow.DayOfWeek
        $paused = Start-Session "Start-ArchiveMigration Merger -QuietHours '$day 0-24' -TimeZone UTC -PassThru"
        try {
            Wait-Until { $paused.Session.Streams.Information -like '*Quiet hours*' }

            "$($paused.Session.Streams.Information)" | Should -BeLike '*Merger: Quiet hours (* 0-24) until * 00:00 UTC: nothing is copied. It goes on by itself.*'
            (Get-Arrived $user).intact | Should -Be 0
            Stop-ArchiveMigration Merger -Wait | Should -Not -BeNullOrEmpty
            $run = $paused.Session.EndInvoke($paused.Running)
        }
        finally {
            $paused.Session.Stop()
            $paused.Session.Dispose()
        }

        "$($run.Status) $($run.ExitCode) $($run.Users[0].Status)" | Should -Be 'Stopped 3 Queued'
    }

    It 'refuses <What>' -TestCases @(
        @{ What = 'hours that are none'; Given = @{ QuietHours = '8' } }
        @{ What = 'hours that leave no time'; Given = @{ QuietHours = '0-24' } }
        @{ What = 'a time zone that nobody knows'; Given = @{ QuietHours = '8-18'; TimeZone = 'Mars/Olympus' } }
    ) {
        (Get-ErrorOf { Start-ArchiveMigration Merger @Given }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        (Get-ArchiveMigrationStatistics Merger).PassCount | Should -Be 0
    }

    It 'runs as a job that gives the results, and can be stopped' {
        $job = Start-ArchiveMigration Merger -AsJob
        "$($job.Name) $($job.PSJobTypeName)" | Should -Be 'Merger ArchiveMigration'
        $null = Wait-Job $job -Timeout 120
        "$($job.State)" | Should -Be 'Completed'
        $job.Progress.Count | Should -BeGreaterThan 0
        $rows = Receive-Job $job
        "$($rows.Status) $($rows.SyncedItemCount)" | Should -Be 'Completed 25'
        Remove-Job $job

        $waiting = Start-ArchiveMigration Merger -StartAfter ([datetime]::Now.AddHours(1)) -AsJob
        Stop-Job $waiting
        "$($waiting.State)" | Should -Be 'Stopped'
        Remove-Job $waiting
    }

    It 'ends a job as Failed that could not run, with the error' {
        Set-ArchiveMigrationEndpoint Fabrikam -ClientSecret (ConvertTo-Secret wrong) -SkipVerification
        $job = Start-ArchiveMigration Merger -AsJob
        $null = Wait-Job $job -Timeout 120

        "$($job.State)" | Should -Be 'Failed'
        "$($job.Error)" | Should -BeLike '*AADSTS7000215*'
        Remove-Job $job
    }

    It 'refuses what says the same twice, or belongs to another pass' {
        (Get-ErrorOf { Start-ArchiveMigration Merger -Before 2020-01-01 -OlderThan 90 }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        (Get-ErrorOf { Start-ArchiveMigration Merger -Trial -RetryErrors }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousParameterSet,*'
        (Get-ErrorOf { Start-ArchiveMigration Merger -Verify -Before 2020-01-01 }).FullyQualifiedErrorId | Should -BeLike 'AmbiguousParameterSet,*'
    }

    It 'migrates the others when one cannot be, and warns with the reason and the remedy' {
        $archiveless = New-SandboxUser -With @{ archiveAtDestination = $false }
        $archiveless | Add-ArchiveMigrationUser Merger
        $rows = Start-ArchiveMigration Merger -WarningVariable warned -WarningAction SilentlyContinue

        ($rows | Where-Object SourceAddress -EQ $user.sourceAddress).Status | Should -Be 'Completed'
        $failed = $rows | Where-Object SourceAddress -EQ $archiveless.sourceAddress
        $failed.Status | Should -Be 'Failed'
        "$warned" | Should -BeLike "$($archiveless.sourceAddress): *archive*Enable-Mailbox*"
    }

    It 'says that an archive is full, once, and the next run goes on when there is room' {
        Invoke-Sandbox Post mailboxes @{ mailbox = $user.destinationArchive; quotaBytes = 40000 }
        $run = Start-ArchiveMigration Merger -PassThru -WarningVariable warned -WarningAction SilentlyContinue

        "$($run.Status) $($run.ExitCode) $($run.Users[0].Status)" | Should -Be 'WaitingForQuota 3 WaitingForQuota'
        "$warned" | Should -BeLike "$($user.sourceAddress): The destination archive is full (*items are done, the rest (*Others are not affected.*"
        $row = Get-ArchiveMigrationStatistics Merger
        $row.WaitingSinceUtc | Should -Not -BeNullOrEmpty
        $row.NextProbeUtc | Should -BeNullOrEmpty
        Invoke-Sandbox Post mailboxes @{ mailbox = $user.destinationArchive }
        $rows = Start-ArchiveMigration Merger
        "$($rows.Status) $($rows.SyncedItemCount)/$($rows.TotalItemCount) $($rows.WaitingSinceUtc)" | Should -Be 'Completed 25/25 '
        $arrived = Get-Arrived $user
        "$($arrived.intact) intact, $($arrived.duplicated) twice, $($arrived.lost) lost" | Should -Be '25 intact, 0 twice, 0 lost'
    }

    It 'waits for room with -WaitForQuota, which another session sees with the time of the next look, and can be stopped' {
        Invoke-Sandbox Post mailboxes @{ mailbox = $user.destinationArchive; quotaBytes = 40000 }
        $waiting = Start-Session 'Start-ArchiveMigration Merger -WaitForQuota -PassThru'
        try {
            Wait-Until { (Get-ArchiveMigrationUser Merger).Status -eq 'WaitingForQuota' }

            $row = Get-ArchiveMigrationStatistics Merger
            "$($row.Status) $($row.StatusDetail)" | Should -BeLike 'WaitingForQuota *waits and continues by itself*'
            ($row.NextProbeUtc - [datetimeoffset]::UtcNow).TotalMinutes | Should -BeGreaterThan 10
            $waiting.Running.IsCompleted | Should -BeFalse
            Wait-Until { @($waiting.Session.Streams.Progress)[-1].StatusDescription -like '0 of 1 users done, 0 active, 1 waiting for room (next look *' }
            Stop-ArchiveMigration Merger -Wait | Should -Not -BeNullOrEmpty
            $run = $waiting.Session.EndInvoke($waiting.Running)
            $warned = $waiting.Session.Streams.Warning
        }
        finally {
            $waiting.Session.Stop()
            $waiting.Session.Dispose()
        }

        "$($run.Status) $($run.ExitCode) $($run.Users[0].Status)" | Should -Be 'Stopped 3 WaitingForQuota'
        @("$warned" -split 'archive is full').Count | Should -Be 2
    }

    It 'migrates only the users it is given' {
        $other = New-SandboxUser -Items 3
        $other | Add-ArchiveMigrationUser Merger

        (Get-ArchiveMigrationUser Merger $other.sourceAddress | Start-ArchiveMigration).SourceAddress | Should -Be $other.sourceAddress
        (Get-ArchiveMigrationUser Merger $user.sourceAddress).Status | Should -Be 'Queued'
    }

    It 'starts nothing when a wildcard matches nobody' {
        Start-ArchiveMigration Merger x*@nowhere | Should -BeNullOrEmpty

        (Get-ArchiveMigrationUser Merger).Status | Should -Be 'Queued'
    }

    It 'moves nothing with -WhatIf, and says what would be copied, what rules leave out, and how long it takes' {
        $forecast = Start-ArchiveMigration Merger -WhatIf -InformationVariable told 6> $null

        (Get-ArchiveMigrationStatistics Merger).PassCount | Should -Be 0
        (Get-Arrived $user).intact | Should -Be 0
        "$($forecast.SourceAddress) $($forecast.CopyItemCount)/$($forecast.ItemCount)" | Should -Be "$($user.sourceAddress) 25/25"
        ($forecast.Folders.CopyItemCount | Measure-Object -Sum).Sum | Should -Be 25
        $forecast.TimeAtBest | Should -BeGreaterThan ([timespan]::Zero)
        "$told" | Should -BeLike '*25 of 25 items * of 1 user would be copied.*At Microsoft*Nothing was changed.*'

        Set-ArchiveMigrationProject Merger -ExcludeFolders Inbox/*
        $forecast = Start-ArchiveMigration Merger -WhatIf -InformationVariable told 6> $null
        "$($forecast.CopyItemCount) $($forecast.ExcludedBy[0].Rule) $($forecast.ExcludedBy[0].Count)" | Should -Be '0 ExcludeFolders: Inbox/* 25'
        "$told" | Should -BeLike '*Left out by ExcludeFolders: Inbox/*: 25 items*'
        Set-ArchiveMigrationProject Merger -ExcludeFolders @()

        $null = Start-ArchiveMigration Merger
        (Start-ArchiveMigration Merger -WhatIf 6> $null).CopyItemCount | Should -Be 0
        (Start-ArchiveMigration Merger -WhatIf -PassThru 6> $null).ItemCount | Should -Be 25
    }

    It 'shows a dry run as a table and its parts as tables' {
        $forecast = Start-ArchiveMigration Merger -WhatIf 6> $null

        $forecast | Out-String -Width 200 | Should -BeLike '*User*Folders*Items*To copy*Left out*At best*'
        $forecast.Folders | Out-String -Width 200 | Should -BeLike '*Folder*Goes to*To copy*'
    }

    It 'tells of a retry what it would take, and of a trial how little' {
        (Start-ArchiveMigration Merger -Trial -WhatIf 6> $null).CopyItemCount | Should -Be 10
        $retry = Start-ArchiveMigration Merger -RetryErrors -WhatIf 6> $null
        $retry.CopyItemCount | Should -Be 0
        Start-ArchiveMigration Merger -Verify -WhatIf | Should -BeNullOrEmpty
        (Get-ArchiveMigrationStatistics Merger).PassCount | Should -Be 0
    }

    It 'says <ErrorId> before anything starts: <What>' -TestCases @(
        @{ What = 'no such project'; ErrorId = 'ProjectNotFound'; Project = 'Nope'; Who = @() }
        @{ What = 'no such user'; ErrorId = 'UserNotFound'; Project = 'Merger'; Who = 'nobody@contoso.example' }
        @{ What = 'a project without users'; ErrorId = 'ProjectIncomplete'; Project = 'Empty'; Who = @() }
    ) {
        $null = New-ArchiveMigrationProject Empty Contoso Fabrikam
        $parameters = @{ Project = $Project }
        if ($Who) {
            $parameters.User = $Who
        }

        (Get-ErrorOf { Start-ArchiveMigration @parameters }).FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
    }

    It 'says a secret that no longer works, once, and leaves the users as they were' {
        Set-ArchiveMigrationEndpoint Fabrikam -ClientSecret (ConvertTo-Secret wrong) -SkipVerification
        $failure = Get-ErrorOf { Start-ArchiveMigration Merger }

        $failure.FullyQualifiedErrorId | Should -BeLike 'EndpointAuthenticationFailed,*'
        "$failure" | Should -BeLike '*AADSTS7000215*'
        (Get-ArchiveMigrationUser Merger).Status | Should -Be 'Queued'
    }

    It 'refuses a second run on the same store, which others may read meanwhile' {
        Slow-Sandbox $user
        $first = Start-Session 'Start-ArchiveMigration Merger'
        try {
            Wait-Until { (Get-ArchiveMigrationUser Merger).Status -ne 'Queued' }

            $failure = Get-ErrorOf { Start-ArchiveMigration Merger }
            $failure.FullyQualifiedErrorId | Should -BeLike 'StoreInUse,*'
            $failure.CategoryInfo.Category | Should -Be 'ResourceBusy'
            (Get-ArchiveMigrationStatistics Merger).SourceAddress | Should -Be $user.sourceAddress
        }
        finally {
            $first.Session.Stop()
            $first.Session.Dispose()
        }
    }

    It 'draws a bar for the project and one for each mailbox, calmly, and takes them away' {
        Slow-Sandbox $user
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $run = Start-Session 'Start-ArchiveMigration Merger'
        try {
            $null = $run.Session.EndInvoke($run.Running)
            $seconds = $watch.Elapsed.TotalSeconds
            $bars = @($run.Session.Streams.Progress)
        }
        finally {
            $run.Session.Dispose()
        }

        $parent = @($bars | Where-Object Activity -EQ Merger)
        $child = @($bars | Where-Object Activity -EQ $user.sourceAddress)
        $parent.Count | Should -BeGreaterThan 2
        $parent.Count | Should -BeLessOrEqual (4 * $seconds + 2)
        $parent[0].StatusDescription | Should -BeLike '0 of 1 users done*'
        $child[0].ParentActivityId | Should -Be $parent[0].ActivityId
        $child.StatusDescription -like '*/25 items*' | Should -Not -BeNullOrEmpty
        $parent[-1].RecordType, $child[-1].RecordType | Should -Be 'Completed', 'Completed'
    }

    It 'tells milestones to those who log: information tagged ArchiveMigration' {
        $null = Start-ArchiveMigration Merger -InformationVariable told

        $told.Tags | Should -Contain 'ArchiveMigration'
        "$told" | Should -BeLike "*$($user.sourceAddress): Completed*Merger: Completed*"
    }

    It 'stops within seconds when Ctrl+C is pressed, says how to go on, and goes on' -Skip:$IsWindows {
        Slow-Sandbox $user

        # A shell that runs tests in the background has them and all their children ignore SIGINT; where env can, it undoes that.
        $null = env --default-signal=INT true 2>&1
        $launcher = $LASTEXITCODE -eq 0 ? @('env', '--default-signal=INT', 'pwsh') : @('pwsh')
        $start = [Diagnostics.ProcessStartInfo]::new($launcher[0])
        @($launcher | Select-Object -Skip 1) + '-NoProfile', '-NonInteractive', '-Command', "Import-Module '$Root/ArchiveMigration.psd1'; Start-ArchiveMigration Merger; 'not reached'" |
            ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        try {
            Wait-Until { (Get-ArchiveMigrationUser Merger).Status -eq 'Syncing' }

            /bin/kill -INT $process.Id
            $process.WaitForExit(60000) | Should -BeTrue
            $said = $process.StandardOutput.ReadToEnd()
        }
        finally {
            if (-not $process.HasExited) {
                $process.Kill($true)
            }
        }

        $said | Should -BeLike '*Start-ArchiveMigration Merger goes on*'
        $said | Should -Not -BeLike '*not reached*'
        (Get-ArchiveMigrationUser Merger).Status | Should -Be 'Stopped'

        Invoke-Sandbox Delete faults
        $rows = Start-ArchiveMigration Merger
        "$($rows.Status) $($rows.SyncedItemCount)/$($rows.TotalItemCount)" | Should -Be 'Completed 25/25'
        $arrived = Get-Arrived $user
        "$($arrived.intact) intact, $($arrived.duplicated) twice, $($arrived.lost) lost" | Should -Be '25 intact, 0 twice, 0 lost'
    }
}
