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

    It 'says what happens to what is copied already when its place is changed, also with -WhatIf and for one user' {
        Use-NewStore
        $user = New-SandboxUser -Items 3
        New-SandboxProject $user
        $null = Start-ArchiveMigration Merger
        $quietly = @{ WarningVariable = 'warned'; WarningAction = 'SilentlyContinue' }

        Set-ArchiveMigrationProject Merger -FolderMapping '^Inbox->Old' -WhatIf @quietly
        "$warned" | Should -BeLike 'Merger: 3 items of 1 user were copied before FolderMapping changed. They stay where they are and are not copied again*Undo-ArchiveMigration Merger*'
        Set-ArchiveMigrationUser Merger $user.sourceAddress -DestinationMailbox Primary @quietly
        "$warned" | Should -BeLike '*before DestinationMailbox changed*'
        Set-ArchiveMigrationProject Merger -DestinationMailbox Primary -MaximumErrors 7 @quietly
        $warned | Should -BeNullOrEmpty
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

    It 'removes retention tags, keeps that when other options are set, and shows it in the list' {
        Set-ArchiveMigrationProject Merger -RetentionTags Remove
        Set-ArchiveMigrationProject Merger -MaximumErrors 5

        Get-ArchiveMigrationProject Merger | Format-List | Out-String | Should -Match '(?m)^RetentionTags +: Remove\r?$'

        Set-ArchiveMigrationProject Merger -RetentionTags Keep
        (Get-ArchiveMigrationProject Merger).Options.RetentionTags | Should -Be 'Keep'
        { Set-ArchiveMigrationProject Merger -RetentionTags Drop } | Should -Throw '*Keep, Remove*'
        (TabExpansion2 'Set-ArchiveMigrationProject Merger -RetentionTags ').CompletionMatches.CompletionText | Should -Be 'Keep', 'Remove'
    }

    It 'sets filters and folder mapping, keeps what is not given, and takes each away when given none' {
        Set-ArchiveMigrationProject Merger -ExcludeCategory Journal, Task -ReceivedAfter 2015-01-01Z -MaximumItemSize 35MB -ExcludeFolders '#DeletedItems#/*', ' ', 'Junk' -FolderFilter '^Old$' -FolderMapping '^A->B'
        Set-ArchiveMigrationProject Merger -MaximumErrors 7 -IncludeFolders Inbox/*
        $options = (Get-ArchiveMigrationProject Merger).Options
        "$($options.ExcludeCategory)" | Should -Be 'Task Journal'
        $options.ReceivedAfter | Should -Be ([datetimeoffset]'2015-01-01Z')
        $options.MaximumItemSize | Should -Be 35MB
        "$($options.IncludeFolders)|$($options.ExcludeFolders)|$($options.FolderFilter)|$($options.FolderMapping)" | Should -Be 'Inbox/*|#DeletedItems#/* Junk|^Old$|^A->B'
        Get-ArchiveMigrationProject Merger | Format-List | Out-String | Should -BeLike '*MaximumItemSize*: 35 MB*'

        Set-ArchiveMigrationProject Merger -ExcludeCategory @() -ReceivedAfter $null -MaximumItemSize $null -IncludeFolders $null -ExcludeFolders '' -FolderFilter @() -FolderMapping $null
        $options = (Get-ArchiveMigrationProject Merger).Options
        @($options.ExcludeCategory) + $options.ReceivedAfter + $options.MaximumItemSize + $options.IncludeFolders + $options.ExcludeFolders + $options.FolderFilter + $options.FolderMapping | Where-Object { $_ } | Should -BeNullOrEmpty
    }

    It 'takes MigrationWiz support options, and refuses one that means nothing here with what stands for it' {
        Set-ArchiveMigrationProject Merger -SupportOption "RecipientMapping=`"@a.com->@b.com`"`nFolderMapping=`"^Old->New`""
        $options = (Get-ArchiveMigrationProject Merger).Options
        "$($options.RecipientMapping) $($options.FolderMapping)" | Should -Be '@a.com->@b.com ^Old->New'

        $failure = Get-ErrorOf { Set-ArchiveMigrationProject Merger -SupportOption 'FolderMapping="^X->Y"', 'InitializationTimeout=8' }
        "$failure" | Should -BeLike "*'InitializationTimeout' means nothing here*"
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-MaximumOutage*'
        (Get-ArchiveMigrationProject Merger).Options.FolderMapping | Should -Be '^Old->New'
    }

    It 'refuses <Why>, and leaves the project as it was' -TestCases @(
        @{ Why = 'a token that is none'; Given = @{ ExcludeFolders = '#Papierkorb#' }; Said = '*ExcludeFolders cannot be*' }
        @{ Why = 'an expression that is none'; Given = @{ FolderFilter = '(' }; Said = '*FolderFilter cannot be*' }
        @{ Why = 'a mapping without an arrow'; Given = @{ FolderMapping = 'A=B' }; Said = '*FolderMapping cannot be*no arrow*' }
        @{ Why = 'a window that ends before it begins'; Given = @{ ReceivedAfter = '2020-01-01Z'; ReceivedBefore = '2020-01-01Z' }; Said = '*ReceivedBefore cannot be*' }
        @{ Why = 'a size of nothing'; Given = @{ MaximumItemSize = 0 }; Said = '*MaximumItemSize cannot be*' }
        @{ Why = 'leaving out all there is'; Given = @{ ExcludeCategory = 'Mail', 'Calendar', 'Contact', 'Task', 'Note', 'Journal', 'Other' }; Said = '*ExcludeCategory cannot be*' }
    ) {
        $failure = Get-ErrorOf { Set-ArchiveMigrationProject Merger -MaximumErrors 99 @Given }

        $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        "$failure" | Should -BeLike $Said
        (Get-ArchiveMigrationProject Merger).Options.MaximumErrors | Should -Be 5
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
