BeforeAll {
    . $PSScriptRoot/Common.ps1

    # A sandbox of this file's own: what is asked about holds for all its mailboxes.
    $shared = $env:ARCHIVEMIGRATION_SANDBOX, $env:ARCHIVEMIGRATION_SANDBOX_PROCESS
    $env:ARCHIVEMIGRATION_SANDBOX = $env:ARCHIVEMIGRATION_SANDBOX_PROCESS = $null
    $null = Get-Sandbox
    $own = $env:ARCHIVEMIGRATION_SANDBOX, $env:ARCHIVEMIGRATION_SANDBOX_PROCESS

    Use-NewStore
    $user = New-SandboxUser -Items 30
    New-SandboxProject $user

    function Invoke-Probe([string] $Probe, [hashtable] $With = @{}) {
        Test-ArchiveMigrationService Merger $user.sourceAddress -Probe $Probe -Confirm:$false @With | Where-Object Id -NE CleanUp
    }
}

AfterAll {
    (Get-Process -Id $own[1] -ErrorAction Ignore)?.Kill($true)
    Remove-Item "$($own[0])*" -ErrorAction Ignore
    $env:ARCHIVEMIGRATION_SANDBOX, $env:ARCHIVEMIGRATION_SANDBOX_PROCESS = $shared
}

Describe 'Test-ArchiveMigrationService' {
    It 'asks everything and gives each answer with what it means' {
        $answers = Test-ArchiveMigrationService Merger $user.sourceAddress -Confirm:$false

        $answers.Count | Should -BeGreaterThan 20
        $answers | ForEach-Object { $_.Meaning | Should -Not -BeNullOrEmpty }
        ($answers | Where-Object Id -EQ ArchiveImport).Answer | Should -BeLike 'Yes*'
        ($answers | Where-Object Id -EQ ArchiveImport).Evidence[0].RequestId | Should -Not -BeNullOrEmpty
        $answers[-1].Id | Should -Be 'CleanUp'
        $answers[-1].Answer | Should -Be 'Yes'
    }

    It 'tells <Behaviour> apart: <Off> or <On>' -TestCases @(
        @{ Probe = 'ArchiveImport'; Behaviour = 'archivesTakeImports'; Off = 'No: opening a session*'; On = 'Yes*' }
        @{ Probe = 'ArchiveImport'; Behaviour = 'archivesTakeItems'; Off = 'No: the import itself*'; On = 'Yes*' }
        @{ Probe = 'ArchiveInVersion1'; Behaviour = 'version1ServesArchives'; Off = 'No'; On = 'Yes' }
        @{ Probe = 'ItemDelta'; Behaviour = 'itemDeltaBrokenOnArchives'; Off = 'Yes'; On = 'No: HTTP 200*' }
        @{ Probe = 'LastModifiedKept'; Behaviour = 'importKeepsLastModified'; Off = 'No*'; On = 'Yes' }
        @{ Probe = 'SearchKeyKept'; Behaviour = 'importKeepsSearchKey'; Off = 'No*'; On = 'Yes' }
        @{ Probe = 'ChunkedUpload'; Behaviour = 'takesChunkedImports'; Off = 'No*411*'; On = 'Yes' }
        @{ Probe = 'FolderSizes'; Behaviour = 'foldersTellSize'; Off = 'No*400*'; On = 'Yes' }
    ) {
        foreach ($value in $false, $true) {
            $before = Invoke-Sandbox Post behaviour @{ $Behaviour = $value }
            try {
                $answer = Invoke-Probe $Probe
            }
            finally {
                $null = Invoke-Sandbox Post behaviour @{ $Behaviour = $before.$Behaviour }
            }

            $answer.Answer | Should -BeLike ($value ? $On : $Off)
        }
    }

    It 'waits for the end of a session when it may' {
        $before = Invoke-Sandbox Post behaviour @{ sessionLifetime = '00:00:01' }
        try {
            $answer = Invoke-Probe SessionExpiry @{ MaximumWait = [timespan]::FromSeconds(10) }
        }
        finally {
            $null = Invoke-Sandbox Post behaviour @{ sessionLifetime = $before.sessionLifetime }
        }

        $answer.Answer | Should -Be 'HTTP 401 InvalidAuthenticationToken'
    }

    It 'says why a question cannot be asked' {
        $answer = Invoke-Probe LargeItem

        $answer.Status | Should -Be 'NotRun'
        $answer.Meaning | Should -BeLike '*Put one of*into it*'
        $answer | Out-String -Width 120 | Should -BeLike '*Question : Is a large item taken[?]*Answer   : not asked*Meaning  : *'
        $answer | Format-Table | Out-String -Width 120 | Should -BeLike '*LargeItem * not asked *'
    }

    It 'leaves nothing behind' {
        $null = Invoke-Probe FolderNameTaken
        $null = Test-ArchiveMigrationReadiness Merger 6> $null

        # Deleted Items is all that a new archive has.
        (Invoke-Probe FolderUnderDeletedItems).Answer | Should -Be 'Yes'
        (Test-ArchiveMigrationReadiness Merger 6> $null).DestinationSize | Should -Be 0
    }

    It 'writes a file that names nobody' {
        $file = "$TestDrive/answers.json"
        $null = Test-ArchiveMigrationService Merger $user.sourceAddress -Path $file -Confirm:$false
        $report = Get-Content $file -Raw | ConvertFrom-Json

        $report.answers.Count | Should -BeGreaterThan 20
        $report.answers[0].evidence[0].requestId | Should -Not -BeNullOrEmpty
        $report.destination | Should -Be 'Custom, NA'
        Get-Content $file -Raw | Should -Not -Match "contoso|fabrikam|MBX:|authtoken|localhost|$($user.sourceAddress.Split('@')[0])"
    }

    It 'does not replace a file unless told to' {
        $file = "$TestDrive/kept.json"
        Set-Content $file 'mine'

        Get-ErrorOf { Invoke-Probe SessionLifetime @{ Path = $file } } | Should -BeLike '*already*'
        Get-Content $file | Should -Be 'mine'
        $null = Invoke-Probe SessionLifetime @{ Path = $file; Force = $true }
        Get-Content $file -Raw | Should -BeLike '*SessionLifetime*'
    }

    It 'lists the questions and asks nothing with -WhatIf' {
        $traffic = Invoke-Sandbox Get traffic
        $session = "`$env:ARCHIVEMIGRATION_STORE = '$env:ARCHIVEMIGRATION_STORE'; Test-ArchiveMigrationService Merger $($user.sourceAddress) -WhatIf"
        $lines = Invoke-FreshSession $session

        "$lines" | Should -BeLike '*What if: Write test items to*What if: ArchiveInVersion1: Does v1.0*What if: EwsStream:*'
        ConvertTo-Json (Invoke-Sandbox Get traffic) | Should -Be (ConvertTo-Json $traffic)
    }

    It 'asks before it writes' {
        $command = Get-Command Test-ArchiveMigrationService
        $attribute = $command.ImplementingType.GetCustomAttributes([System.Management.Automation.CmdletAttribute], $false)
        $attribute.ConfirmImpact | Should -Be 'High'
    }

    It 'says a question that there is not' {
        (Get-ErrorOf { Invoke-Probe Nope }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'completes the questions' {
        $line = 'Test-ArchiveMigrationService Merger anna -Probe Folder'
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Contain 'FolderNameWithSlash'
    }
}
