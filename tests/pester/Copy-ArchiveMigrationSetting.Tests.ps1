BeforeAll {
    . $PSScriptRoot/Common.ps1

    function Get-Settings([string] $Address) { Invoke-Sandbox Get "settings?user=$Address" }
}

AfterAll {
    Invoke-Sandbox Delete faults
}

Describe 'Copy-ArchiveMigrationSetting' {
    BeforeEach {
        Use-NewStore
        $user = New-SandboxUser
        New-SandboxProject $user
        Invoke-Sandbox Post settings @{
            user       = $user.sourceAddress
            folders    = @('Inbox/Projects')
            rules      = @(
                @{ displayName = 'Projects'; sequence = 1; conditions = @{ subjectContains = @('offer') }; actions = @{ moveToFolder = 'Inbox/Projects'; stopProcessingRules = $true } }
                @{ displayName = 'Of Outlook'; sequence = 2; isReadOnly = $true; actions = @{ delete = $true } }
            )
            categories = @(@{ displayName = 'Red'; color = 'preset0' })
        }
    }

    It 'carries rules and categories, says what it could not, and makes nothing twice' {
        Invoke-Sandbox Post settings @{ user = $user.destinationAddress; folders = @('Inbox/Projects') }

        $copied = Copy-ArchiveMigrationSetting Merger -WarningVariable warned -WarningAction SilentlyContinue

        "$($copied.Status) $($copied.CarriedCount) $($copied.LeftCount)" | Should -Be 'CompletedWithErrors 2 1'
        $there = Get-Settings $user.destinationAddress
        "$($there.rules.displayName) $($there.rules.actions.moveToFolder) $($there.categories.displayName)" | Should -Be 'Projects Inbox/Projects Red'
        ($copied.Findings | Where-Object Name -EQ 'Of Outlook').Message | Should -BeLike 'It is read-only*'
        ($copied.Findings | Where-Object Outcome -EQ ByScript).Kind | Should -Be 'FolderPermission', 'JunkEmailList'

        $null = Export-ArchiveMigrationReport Merger -Path "$TestDrive/settings.html"
        $null = Export-ArchiveMigrationReport Merger -Path "$TestDrive/settings.json"
        Get-Content "$TestDrive/settings.html" -Raw | Should -BeLike '*<h2 id="settings">*Of Outlook*It is read-only*'
        @((Get-Content "$TestDrive/settings.json" -Raw | ConvertFrom-Json).Settings.Findings) | Should -HaveCount 5

        $again = Copy-ArchiveMigrationSetting Merger -WarningAction SilentlyContinue
        "$($again.CarriedCount) $($again.PresentCount) $((Get-Settings $user.destinationAddress).rules.Count)" | Should -Be '0 2 1'
    }

    It 'names the folder that a rule lacks at the destination' {
        $copied = Copy-ArchiveMigrationSetting Merger -Include InboxRule -WarningAction SilentlyContinue

        ($copied.Findings | Where-Object Name -EQ 'Projects').Message | Should -BeLike "The folder 'inbox/Projects' that it names is not*"
        (Get-Settings $user.destinationAddress).rules | Should -BeNullOrEmpty
    }

    It 'only looks with -WhatIf, and shows a table and a list' {
        Invoke-Sandbox Post settings @{ user = $user.destinationAddress; folders = @('Inbox/Projects') }
        $looked = Copy-ArchiveMigrationSetting Merger -WhatIf

        "$($looked.Status) $($looked.CarriedCount)" | Should -Be 'Previewed 2'
        (Get-Settings $user.destinationAddress).rules | Should -BeNullOrEmpty
        $looked | Out-String -Width 160 | Should -Match 'User +Status +Carried +Present +Left'
        $looked | Format-List | Out-String -Width 200 | Should -Match 'InboxRule Projects: Carried'
    }
}
