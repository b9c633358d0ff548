BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'New-ArchiveMigrationProject' {
    BeforeEach {
        Use-NewStore
    }

    It 'has the options of an archive migration unless told otherwise' {
        $project = New-OfflineProject

        $project.Options.DestinationMailbox | Should -Be 'Archive'
        $project.Options.MaxConcurrentMigrations | Should -Be 20
        $project.Options.MaximumErrors | Should -Be 100
        $project.Options.LargeItemTransfer | Should -Be 'Chunked'
        $project.Options.RetentionTags | Should -Be 'Keep'
    }

    It 'keeps every option' {
        $null = New-OfflineProject
        $options = @{
            Customer = 'Contoso GmbH'; DestinationMailbox = 'Primary'; TargetRootFolder = 'From Contoso'
            MaxConcurrentMigrations = 7; MaximumErrors = 0; LargeItemTransfer = 'ContentLength'; RecipientMapping = '@contoso.com->@fabrikam.com'; MapHeaders = $true
            RetentionTags = 'Remove'
        }
        $null = New-ArchiveMigrationProject Second Contoso Fabrikam @options

        $saved = Get-ArchiveMigrationProject Second
        $saved.Customer | Should -Be 'Contoso GmbH'
        $kept = $saved.Options
        "$($kept.DestinationMailbox) $($kept.TargetRootFolder) $($kept.MaxConcurrentMigrations) $($kept.MaximumErrors) $($kept.LargeItemTransfer)" |
            Should -Be 'Primary From Contoso 7 0 ContentLength'
        $kept.RecipientMapping | Should -Be '@contoso.com->@fabrikam.com'
        $kept.MapHeaders | Should -BeTrue
        $kept.RetentionTags | Should -Be 'Remove'
    }

    It 'takes mapping rules as <How>' -TestCases @(
        @{ How = 'the text of MigrationWiz'; Given = 'RecipientMapping="@contoso.onmicrosoft.com->@fabrikam.com"'; Rules = '@contoso.onmicrosoft.com->@fabrikam.com' }
        @{
            How = 'several in one text'; Given = 'RecipientMapping="@a.com->@b.com" RecipientMapping="anna@a.com->berg@b.com"'
            Rules = '@a.com->@b.com', 'anna@a.com->berg@b.com'
        }
        @{ How = 'several texts, one twice'; Given = '@a.com->@b.com', '@c.com -> @b.com', '@A.com->@B.com'; Rules = '@a.com->@b.com', '@c.com->@b.com' }
        @{ How = 'a hashtable'; Given = [ordered] @{ '@a.com' = '@b.com'; "o'neil@a.com" = "o'neil@b.com" }; Rules = '@a.com->@b.com', "o'neil@a.com->o'neil@b.com" }
        @{ How = 'rows as hashtables'; Given = @{ Source = '@a.com'; Destination = '@b.com' }, @{ From = '@c.com'; To = '@d.com' }; Rules = '@a.com->@b.com', '@c.com->@d.com' }
        @{
            How = 'rows of a CSV file, the last one empty'; Rules = '@a.com->@b.com', 'anna@a.com->berg@b.com'
            Given = 'Source,Destination,Remark', '@a.com,@b.com,all', 'anna@a.com,berg@b.com,married', ',,' | ConvertFrom-Csv
        }
        @{ How = 'a list of users for MigrationWiz'; Given = 'Source Email,Destination Email,Flags', 'anna@a.com,berg@b.com,0' | ConvertFrom-Csv; Rules = 'anna@a.com->berg@b.com' }
        @{ How = 'rows of domains'; Given = 'Old Domain,New Domain', 'a.com,b.com' | ConvertFrom-Csv; Rules = '@a.com->@b.com' }
        @{ How = 'texts and rows together'; Given = '@a.com->@b.com', ([pscustomobject] @{ From = '@c.com'; To = '@d.com' }); Rules = '@a.com->@b.com', '@c.com->@d.com' }
        @{ How = 'nothing'; Given = $null; Rules = @() }
    ) {
        $null = New-OfflineProject
        $null = New-ArchiveMigrationProject Second Contoso Fabrikam -RecipientMapping $Given

        @((Get-ArchiveMigrationProject Second).Options.RecipientMapping) -join '|' | Should -BeExactly ($Rules -join '|')
    }

    It 'refuses the rule <Given> with the reason and the value' -TestCases @(
        @{ Given = '@a.com'; Value = '@a.com'; Reason = '*arrow*' }
        @{ Given = '@a.com->nobody'; Value = '@a.com->nobody'; Reason = "*'nobody' is neither an address*" }
        @{ Given = @{ Source = '@a.com'; Destination = '' }; Value = '@a.com->'; Reason = '*destination is empty*' }
        @{ Given = '@a.com->@b.com', '@a.com->@c.com'; Value = '@a.com->@c.com'; Reason = "*'@a.com->@b.com' already maps @a.com*" }
    ) {
        $null = New-OfflineProject
        $failure = Get-ErrorOf { New-ArchiveMigrationProject Second Contoso Fabrikam -RecipientMapping $Given }

        $failure.FullyQualifiedErrorId | Should -Be 'InvalidArgument,ArchiveMigration.Commands.NewArchiveMigrationProjectCommand'
        $failure.TargetObject | Should -Be $Value
        "$failure" | Should -BeLike $Reason
        (Get-ArchiveMigrationProject).Name | Should -Be 'Merger'
    }

    It 'refuses rows that are no rules, and names their columns' {
        $null = New-OfflineProject
        $failure = Get-ErrorOf { New-ArchiveMigrationProject Second Contoso Fabrikam -RecipientMapping ([pscustomobject] @{ Address = '@a.com'; Alias = 'x' }) }

        "$failure" | Should -BeLike "*'Source'*'Destination'*it has Address, Alias*"
        (Get-ArchiveMigrationProject).Name | Should -Be 'Merger'
    }

    It 'shows the rules in its table and its list' {
        $null = New-OfflineProject
        $project = New-ArchiveMigrationProject Second Contoso Fabrikam -RecipientMapping '@a.com->@b.com', '@c.com->@b.com'

        $project | Out-String -Width 160 | Should -BeLike '*Mapping*@a.com->@b.com +1*'
        $project | Format-List | Out-String -Width 160 | Should -BeLike '*RecipientMapping*@a.com->@b.com*@c.com->@b.com*'
    }

    It 'refuses an endpoint that there is not, and names those there are' {
        $null = New-OfflineProject
        $failure = Get-ErrorOf { New-ArchiveMigrationProject Second Contoso Fabricam }

        $failure.FullyQualifiedErrorId | Should -BeLike 'EndpointNotFound,*'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure.TargetObject | Should -Be 'Fabricam'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*'Fabrikam'*"
        Get-ArchiveMigrationProject Second -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'refuses one endpoint on both sides' {
        $null = New-OfflineProject

        (Get-ErrorOf { New-ArchiveMigrationProject Second Contoso contoso }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'refuses a name that is taken, whatever its case' {
        $null = New-OfflineProject Merger

        (Get-ErrorOf { New-ArchiveMigrationProject MERGER Contoso Fabrikam }).FullyQualifiedErrorId | Should -BeLike 'ProjectExists,*'
    }

    It 'refuses <Option> <Value>' -TestCases @(
        @{ Option = 'MaxConcurrentMigrations'; Value = 0 }
        @{ Option = 'MaxConcurrentMigrations'; Value = 501 }
        @{ Option = 'MaximumErrors'; Value = -1 }
        @{ Option = 'DestinationMailbox'; Value = 'Dumpster' }
    ) {
        $null = New-OfflineProject
        $options = @{ $Option = $Value }

        "$(Get-ErrorOf { New-ArchiveMigrationProject Second Contoso Fabrikam @options })" | Should -BeLike "*$Option*"
    }

    It 'changes nothing with -WhatIf' {
        $null = New-OfflineProject
        New-ArchiveMigrationProject Second Contoso Fabrikam -WhatIf

        (Get-ArchiveMigrationProject).Name | Should -Be 'Merger'
    }
}
