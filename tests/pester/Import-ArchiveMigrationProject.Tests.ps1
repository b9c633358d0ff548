BeforeAll {
    . $PSScriptRoot/Common.ps1

    function Edit-File([string] $Of, [scriptblock] $Change) {
        $project = Get-Content $Of -Raw | ConvertFrom-Json
        & $Change $project
        ConvertTo-Json $project -Depth 9 | Set-Content $Of
    }
}

Describe 'Import-ArchiveMigrationProject' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
        Set-ArchiveMigrationProject Merger -Customer 'Contoso GmbH' -ReceivedAfter 2015-01-01Z -MaximumItemSize 35MB -ExcludeCategory Task -FolderMapping '^A->B' -MapHeaders -RetentionTags Remove
        $null = Add-ArchiveMigrationUser Merger anna@contoso.example -DestinationAddress anna@fabrikam.example
        $null = [pscustomobject]@{ LegacyExchangeDN = '/o=Contoso/ou=x/cn=Recipients/cn=anna'; PrimarySmtpAddress = 'anna@contoso.example' } | Add-ArchiveMigrationRecipient Merger
        $file = (Export-ArchiveMigrationProject Merger (Join-Path $TestDrive "$(New-Guid).json")).FullName
    }

    It 'makes the same project again, with users and recipients' {
        $before = Get-Content $file -Raw
        $copy = Import-ArchiveMigrationProject $file -Name Second

        "$($copy.Name) $($copy.Customer) $($copy.Source) $($copy.Destination)" | Should -Be 'Second Contoso GmbH Contoso Fabrikam'
        $copy.Options.RetentionTags | Should -Be 'Remove'
        (Get-ArchiveMigrationUser Second).DestinationAddress | Should -Be 'anna@fabrikam.example'
        (Get-ArchiveMigrationRecipient Second).PrimarySmtpAddress | Should -Be 'anna@contoso.example'
        $again = (Export-ArchiveMigrationProject Second (Join-Path $TestDrive "$(New-Guid).json")).FullName
        (Get-Content $again -Raw) -replace '"Second"', '"Merger"' | Should -Be $before
    }

    It 'takes other endpoints, files from the pipeline, and leaves users out when asked' {
        $copy = Get-ChildItem $file | Import-ArchiveMigrationProject -Name Back -Source Fabrikam -Destination Contoso -SkipUsers

        "$($copy.Source) $($copy.Destination)" | Should -Be 'Fabrikam Contoso'
        Get-ArchiveMigrationUser Back | Should -BeNullOrEmpty
    }

    It 'refuses <What> with <Said>, and adds nothing' -TestCases @(
        @{ What = 'a field that is not known'; Said = "*has a field that is not known: Colour (line *"; Change = { param($p) $p.Options | Add-Member Colour red } }
        @{ What = 'a value that is none'; Said = '*cannot be read at Options.MaximumErrors (line *'; Change = { param($p) $p.Options.MaximumErrors = 'many' } }
        @{ What = 'a newer version'; Said = '*written by a newer ArchiveMigration*'; Change = { param($p) $p.Version = 2 } }
        @{ What = 'another file'; Said = '*is no project*'; Change = { param($p) $p.Format = 'Recipe' } }
    ) {
        Edit-File $file $Change
        $failure = Get-ErrorOf { Import-ArchiveMigrationProject $file -Name Second }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ProjectFileNotReadable,*'
        "$failure" | Should -BeLike $Said
        (Get-ArchiveMigrationProject).Name | Should -Be 'Merger'
    }

    It 'adds nothing when <What>' -TestCases @(
        @{ What = 'a rule cannot be used'; ErrorId = 'InvalidArgument'; Change = { param($p) $p.Options.FolderMapping = @('A=B') } }
        @{ What = 'an endpoint is missing'; ErrorId = 'EndpointNotFound'; Change = { param($p) $p.Source.Name = 'Elsewhere' } }
        @{ What = 'a user has no address'; ErrorId = '*'; Change = { param($p) $p.Users[0].SourceAddress = '' } }
    ) {
        Edit-File $file $Change
        $failure = Get-ErrorOf { Import-ArchiveMigrationProject $file -Name Second }

        $failure.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        (Get-ArchiveMigrationProject).Name | Should -Be 'Merger'
    }

    It 'says that the project is there already, and that a file is not' {
        (Get-ErrorOf { Import-ArchiveMigrationProject $file }).FullyQualifiedErrorId | Should -BeLike 'ProjectExists,*'
        (Get-ErrorOf { Import-ArchiveMigrationProject nowhere.json }).FullyQualifiedErrorId | Should -BeLike 'ProjectFileNotReadable,*'
    }

    It 'makes nothing with -WhatIf' {
        Import-ArchiveMigrationProject $file -Name Second -WhatIf
        (Get-ArchiveMigrationProject).Name | Should -Be 'Merger'
    }
}
