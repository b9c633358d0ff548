BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-NewStore
    $user = New-SandboxUser -Items 3
    $it = New-SandboxUser
    $boss = (New-SandboxUser).destinationAddress
    New-SandboxProject $user
    $null = Start-ArchiveMigration Merger

    function Get-Mail([string] $To) {
        @(Invoke-Sandbox Get "mails?to=$([uri]::EscapeDataString($To))" | ForEach-Object { $_ })
    }
}

Describe 'Send-ArchiveMigrationReport' {
    It 'shows the mail with -WhatIf and sends nothing' {
        $mail = Send-ArchiveMigrationReport Merger $boss -Sender $it.destinationAddress -WhatIf

        $mail.Status | Should -Be 'WouldSend'
        $mail.Subject | Should -Be 'Merger: 3 of 3 items at the destination.'
        $mail.Attachment | Should -Be 'Merger.html'
        $mail.ProofSha256 | Should -BeNullOrEmpty
        Get-Mail $boss | Should -BeNullOrEmpty
    }

    It 'mails the figures, the report and the hash of the last proof' {
        $proof = Confirm-ArchiveMigration Merger -Path (Join-Path $TestDrive 'proof.json') -InformationAction Ignore

        $sent = Send-ArchiveMigrationReport Merger $boss -Sender $it.destinationAddress
        $sent.Status | Should -Be 'Sent'
        $sent.ProofSha256 | Should -Be $proof.File.Sha256
        $sent | Out-String -Width 160 | Should -Match 'Project +To +Status +Attachment +Subject'

        $mail = Get-Mail $boss
        $mail | Should -HaveCount 1
        $mail.sender | Should -Be $it.destinationAddress
        $mail.body | Should -BeLike "*$($user.sourceAddress)*"
        $mail.body | Should -BeLike "*SHA-256 $($proof.File.Sha256) (proof.json)*"
        $mail.attachments.name | Should -Be 'Merger.html'
        [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($mail.attachments.content)) | Should -BeLike '<!DOCTYPE html>*Merger*'

        (Send-ArchiveMigrationReport Merger $boss -Sender $it.destinationAddress -NoAttachment).Attachment | Should -BeNullOrEmpty
    }

    It 'goes by itself when a pass has ended, and harms no run when it cannot' {
        $admin = (New-SandboxUser).destinationAddress
        Set-ArchiveMigrationProject Merger -MailSender $it.destinationAddress -ReportRecipient $admin
        $null = Start-ArchiveMigration Merger
        Get-Mail $admin | Should -HaveCount 1

        Set-ArchiveMigrationProject Merger -MailSender 'nobody@fabrikam.example'
        $run = Start-ArchiveMigration Merger -WarningVariable warnings -WarningAction SilentlyContinue
        $run.Status | Should -Be 'Completed'
        "$warnings" | Should -BeLike '*could not be mailed*nobody@fabrikam.example*'
        Set-ArchiveMigrationProject Merger -ReportRecipient @() -MailSender $null
    }

    It 'says when nobody was named' {
        (Get-ErrorOf { Send-ArchiveMigrationReport Merger }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        (Get-ErrorOf { Set-ArchiveMigrationProject Merger -ReportRecipient $boss }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }
}
