BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Set-ArchiveMigrationProject' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
        Set-ArchiveMigrationProject Merger -Customer 'Contoso GmbH' -TargetRootFolder Old -MaximumErrors 5
    }

    It 'leaves alone what is not given' {
        $changed = Set-ArchiveMigrationProject Merger -MaxConcurrentMigrations 50 -PassThru

        $changed.Options.MaxConcurrentMigrations | Should -Be 50
        $changed.Options.MaximumErrors | Should -Be 5
        $changed.Options.TargetRootFolder | Should -Be 'Old'
        $changed.Customer | Should -Be 'Contoso GmbH'
        $changed.Source | Should -Be 'Contoso'
    }

    It 'takes a text away when it is empty' {
        $changed = Set-ArchiveMigrationProject Merger -Customer '' -TargetRootFolder $null -PassThru

        $changed.Customer | Should -BeNullOrEmpty
        $changed.Options.TargetRootFolder | Should -BeNullOrEmpty
    }

    It 'maps Internet headers, and leaves them again, without touching the rules' {
        Set-ArchiveMigrationProject Merger -RecipientMapping '@a.com->@b.com' -MapHeaders

        Set-ArchiveMigrationProject Merger -MaximumErrors 5
        (Get-ArchiveMigrationProject Merger).Options.MapHeaders | Should -BeTrue

        Set-ArchiveMigrationProject Merger -MapHeaders:$false
        $options = (Get-ArchiveMigrationProject Merger).Options
        $options.MapHeaders | Should -BeFalse
        $options.RecipientMapping | Should -Be '@a.com->@b.com'
    }

    It 'replaces mapping rules, keeps them when they are not given, and takes them away when given <How>' -TestCases @(
        @{ How = 'none'; None = @() }
        @{ How = '$null'; None = $null }
        @{ How = 'an empty text'; None = '' }
    ) {
        Set-ArchiveMigrationProject Merger -RecipientMapping '@a.com->@b.com'
        Set-ArchiveMigrationProject Merger -MaximumErrors 6
        (Get-ArchiveMigrationProject Merger).Options.RecipientMapping | Should -Be '@a.com->@b.com'

        Set-ArchiveMigrationProject Merger -RecipientMapping @{ '@c.com' = '@d.com' }
        (Get-ArchiveMigrationProject Merger).Options.RecipientMapping | Should -Be '@c.com->@d.com'

        Set-ArchiveMigrationProject Merger -RecipientMapping $None
        (Get-ArchiveMigrationProject Merger).Options.RecipientMapping | Should -BeNullOrEmpty
    }

    It 'keeps the rules there are when a new one is wrong' {
        Set-ArchiveMigrationProject Merger -RecipientMapping '@a.com->@b.com'
        $failure = Get-ErrorOf { Set-ArchiveMigrationProject Merger -RecipientMapping '@c.com->@d.com', '@e.com' }

        $failure.FullyQualifiedErrorId | Should -Be 'InvalidArgument,ArchiveMigration.Commands.SetArchiveMigrationProjectCommand'
        $failure.TargetObject | Should -Be '@e.com'
        (Get-ArchiveMigrationProject Merger).Options.RecipientMapping | Should -Be '@a.com->@b.com'
    }

    It 'takes projects from the pipeline, and is silent' {
        Get-ArchiveMigrationProject | Set-ArchiveMigrationProject -MaximumErrors 9 | Should -BeNullOrEmpty

        (Get-ArchiveMigrationProject Merger).Options.MaximumErrors | Should -Be 9
    }

    It 'changes nothing with -WhatIf' {
        Set-ArchiveMigrationProject Merger -MaximumErrors 9 -WhatIf

        (Get-ArchiveMigrationProject Merger).Options.MaximumErrors | Should -Be 5
    }
}
