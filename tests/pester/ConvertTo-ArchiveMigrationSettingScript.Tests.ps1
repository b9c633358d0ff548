BeforeAll {
    . $PSScriptRoot/Common.ps1

    function Test-Script([string[]] $Lines) {
        $problems = $null
        $null = [Management.Automation.Language.Parser]::ParseInput($Lines -join "`n", [ref] $null, [ref] $problems)
        $problems | Should -BeNullOrEmpty
    }
}

Describe 'ConvertTo-ArchiveMigrationSettingScript' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
        Set-ArchiveMigrationProject Merger -RecipientMapping '@contoso.com->@fabrikam.com'
        [pscustomobject]@{ SourceAddress = 'anna@contoso.com'; DestinationAddress = 'anna@fabrikam.com' } | Add-ArchiveMigrationUser Merger
    }

    It 'takes what Get-MailboxFolderPermission gives, with the address deeper down' {
        $row = [pscustomobject]@{
            Identity     = 'anna@contoso.com:\Kalender'
            FolderName   = 'Kalender'
            User         = [pscustomobject]@{ DisplayName = 'Bo'; RecipientPrincipal = [pscustomobject]@{ PrimarySmtpAddress = 'bo@contoso.com' } }
            AccessRights = [string[]] @('Editor', 'FolderVisible')
        }

        $script = $row | ConvertTo-ArchiveMigrationSettingScript Merger

        $script | Should -Contain "Grant-FolderPermission -Folder 'anna@fabrikam.com:\Kalender' -User 'bo@fabrikam.com' -AccessRights 'Editor','FolderVisible'"
        Test-Script $script
    }

    It 'takes CSV and JSON files of both kinds' {
        $csv = Join-Path $TestDrive 'permissions.csv'
        'Mailbox,FolderPath,User,AccessRights,SharingPermissionFlags', 'anna@contoso.com,/Inbox/Büro,bo@contoso.com,Reviewer,' | Set-Content $csv
        $junk = '[{"Mailbox":"anna@contoso.com","TrustedSendersAndDomains":["example.org"],"BlockedSendersAndDomains":[],"ContactsTrusted":true}]'

        $script = @(Import-Csv $csv) + @($junk | ConvertFrom-Json) | ConvertTo-ArchiveMigrationSettingScript Merger

        "$script" | Should -BeLike "*Grant-FolderPermission -Folder ('anna@fabrikam.com:\Inbox\B' + ``[char]0x00FC + 'ro') -User 'bo@fabrikam.com' -AccessRights 'Reviewer'*"
        $script | Should -Contain "Set-MailboxJunkEmailConfiguration -Identity 'anna@fabrikam.com' -TrustedSendersAndDomains @{Add='example.org'} -ContactsTrusted `$true"
        Test-Script $script
    }

    It 'does at the destination what it says, with Exchange''s commands as they are' {
        $script = [pscustomobject]@{ Mailbox = 'anna@contoso.com'; Folder = 'Inbox'; User = 'bo@contoso.com'; AccessRights = 'Editor' } | ConvertTo-ArchiveMigrationSettingScript Merger
        $calls = [Collections.Generic.List[string]]::new()
        function Get-MailboxFolderPermission { }
        function Add-MailboxFolderPermission($Identity, $User, $AccessRights) { $calls.Add("$Identity $User $AccessRights") }

        . ([scriptblock]::Create($script -join "`n"))

        $calls | Should -Be 'anna@fabrikam.com:\Inbox bo@fabrikam.com Editor'
    }

    It 'tells what it does not understand, once' {
        $script = 1..3 | ForEach-Object { [pscustomobject]@{ Something = $_ } } | ConvertTo-ArchiveMigrationSettingScript Merger -WarningVariable warned -WarningAction SilentlyContinue

        $script | Should -BeNullOrEmpty
        $warned.Count | Should -Be 2
        "$($warned[0])" | Should -BeLike '*Get-Help ConvertTo-ArchiveMigrationSettingScript*'
    }
}
