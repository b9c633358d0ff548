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
    }

    It 'keeps every option' {
        $null = New-OfflineProject
        $options = @{
            Customer = 'Contoso GmbH'; DestinationMailbox = 'Primary'; TargetRootFolder = 'From Contoso'
            MaxConcurrentMigrations = 7; MaximumErrors = 0; LargeItemTransfer = 'ContentLength'
        }
        $null = New-ArchiveMigrationProject Second Contoso Fabrikam @options

        $saved = Get-ArchiveMigrationProject Second
        $saved.Customer | Should -Be 'Contoso GmbH'
        "$($saved.Options)" | Should -Be 'ProjectOptions { DestinationMailbox = Primary, TargetRootFolder = From Contoso, MaxConcurrentMigrations = 7, MaximumErrors = 0, LargeItemTransfer = ContentLength }'
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
