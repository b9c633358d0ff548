BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-NewStore
    $user = New-SandboxUser -Items 2
    $other = New-SandboxUser
    $it = New-SandboxUser
    New-SandboxProject $user, $other
    $common = @{ StartTime = '2026-11-27 18:00'; TimeZone = 'Europe/Berlin'; Culture = 'en-GB'; Sender = $it.destinationAddress }

    function Get-Mail([string] $To) {
        @(Invoke-Sandbox Get "mails?to=$([uri]::EscapeDataString($To))" | ForEach-Object { $_ })
    }
}

Describe 'Send-ArchiveMigrationNotification' {
    It 'shows the mail with -WhatIf and sends nothing' {
        $shown = Send-ArchiveMigrationNotification Merger $user.sourceAddress @common -WhatIf

        $shown.Status | Should -Be 'WouldSend'
        $shown.To | Should -Be $user.sourceAddress
        $shown.Subject | Should -Be 'Your e-mail archive moves on Friday, 27 November 2026'
        $shown.Text | Should -BeLike '*at ~*~*18:00~*~* (Europe/Berlin, UTC+01:00)*'.Replace('~*', '[*]')
        $shown.Html | Should -BeLike '*<strong>18:00</strong>*'
        Get-Mail $user.sourceAddress | Should -BeNullOrEmpty
    }

    It 'tells everybody once, and says so in a table' {
        $sent = Send-ArchiveMigrationNotification Merger @common
        $sent.Status | Should -Be 'Sent', 'Sent'
        $sent | Out-String -Width 160 | Should -Match 'User +To +Status +Sent +Subject'

        $mail = Get-Mail $user.sourceAddress
        $mail | Should -HaveCount 1
        $mail.sender | Should -Be $it.destinationAddress
        $mail.contentType | Should -Be 'HTML'
        $mail.saveToSentItems | Should -BeFalse

        (Get-ArchiveMigrationUser Merger | Send-ArchiveMigrationNotification @common).Status | Should -Be 'AlreadySent', 'AlreadySent'
        Get-Mail $user.sourceAddress | Should -HaveCount 1
        (Send-ArchiveMigrationNotification Merger $user.sourceAddress @common -Force).Status | Should -Be 'Sent'
        Get-Mail $user.sourceAddress | Should -HaveCount 2
    }

    It 'takes a template of one''s own, and names a wrong field with its line' {
        $template = Join-Path $TestDrive 'after.md'
        Set-Content $template 'Subject: Done', '', '*{{Name}}*: {{MovedItems}} items'
        $null = Start-ArchiveMigration Merger $user.sourceAddress

        $results = Send-ArchiveMigrationNotification Merger -Kind After -Template $template -Sender $it.destinationAddress
        ($results | Where-Object SourceAddress -EQ $user.sourceAddress).Status | Should -Be 'Sent'
        ($results | Where-Object SourceAddress -EQ $other.sourceAddress).Status | Should -Be 'NotDue'
        (Get-Mail $user.destinationAddress).body | Should -BeLike '*</em>: 2 items*'

        Add-Content $template '{{Itmes}}'
        $failure = Get-ErrorOf { Send-ArchiveMigrationNotification Merger -Kind After -Template $template -Sender $it.destinationAddress }
        $failure.FullyQualifiedErrorId | Should -BeLike 'TemplateFieldUnknown,*'
        "$failure" | Should -BeLike "*after.md, line 4: there is no field 'Itmes'*"
    }

    It 'waits when it is asked to, and does not send twice what may have gone' {
        $third = New-SandboxUser
        $third | Add-ArchiveMigrationUser Merger
        Invoke-Sandbox Post faults @{ kind = 'Throttle'; operation = 'SendMail'; count = 1 }
        (Send-ArchiveMigrationNotification Merger $third.sourceAddress @common).Status | Should -Be 'Sent'

        Invoke-Sandbox Post faults @{ kind = 'ErrorAfterCommit'; operation = 'SendMail'; count = 1 }
        (Send-ArchiveMigrationNotification Merger $third.sourceAddress @common -Force).Status | Should -Be 'Uncertain'
        Get-Mail $third.sourceAddress | Should -HaveCount 2
        (Send-ArchiveMigrationNotification Merger $third.sourceAddress @common).Status | Should -Be 'Uncertain'
        Get-Mail $third.sourceAddress | Should -HaveCount 2
    }

    It 'says what the application lacks, and who is not there' {
        $fourth = New-SandboxUser
        $fourth | Add-ArchiveMigrationUser Merger
        Invoke-Sandbox Post faults @{ kind = 'AccessPolicy'; operation = 'SendMail'; count = 1 }
        $failure = Get-ErrorOf { Send-ArchiveMigrationNotification Merger $fourth.sourceAddress @common }
        $failure.FullyQualifiedErrorId | Should -BeLike 'PermissionDenied,*'
        "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -BeLike '*Mail.Send*'

        (Get-ErrorOf { Send-ArchiveMigrationNotification Merger $fourth.sourceAddress -StartTime '2026-11-27' -Sender 'nobody@fabrikam.example' }).FullyQualifiedErrorId | Should -BeLike 'MailboxNotFound,*'
        (Get-ErrorOf { Send-ArchiveMigrationNotification Merger -StartTime '2026-11-27' }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        (Get-ErrorOf { Send-ArchiveMigrationNotification Merger @common -TimeZone 'Mars' }).FullyQualifiedErrorId | Should -Not -BeNullOrEmpty
    }

    It 'takes the sender from the project' {
        Set-ArchiveMigrationProject Merger -MailSender $it.destinationAddress
        (Send-ArchiveMigrationNotification Merger $user.sourceAddress -StartTime '2026-11-28 18:00' -WhatIf).From | Should -Be $it.destinationAddress
    }
}
