BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Set-ArchiveMigrationUser' {
    BeforeEach {
        Use-NewStore
        $null = New-OfflineProject
        'anna@contoso.com', 'bob@contoso.com' | Add-ArchiveMigrationUser Merger -DestinationDomain fabrikam.com
    }

    It 'changes one user''s destination' {
        (Set-ArchiveMigrationUser Merger anna@contoso.com -DestinationAddress a.berg@fabrikam.com -PassThru).DestinationAddress | Should -Be 'a.berg@fabrikam.com'
        (Get-ArchiveMigrationUser Merger bob@contoso.com).DestinationAddress | Should -Be 'bob@fabrikam.com'
    }

    It 'changes the domains of all users of the pipeline' {
        Get-ArchiveMigrationUser Merger | Set-ArchiveMigrationUser -SourceDomain contoso.onmicrosoft.com -DestinationDomain fabrikam.onmicrosoft.com

        (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'anna@contoso.onmicrosoft.com', 'bob@contoso.onmicrosoft.com'
        (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'anna@fabrikam.onmicrosoft.com', 'bob@fabrikam.onmicrosoft.com'
    }

    It 'takes addresses from the pipeline, and wildcards' {
        'anna@contoso.com', 'b*' | Set-ArchiveMigrationUser Merger -DisplayName Somebody

        (Get-ArchiveMigrationUser Merger).DisplayName | Should -Be 'Somebody', 'Somebody'
    }

    It 'refuses what is no domain' {
        (Get-ErrorOf { Set-ArchiveMigrationUser Merger anna@contoso.com -DestinationDomain 'fabrikam com' }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'changes nothing with -WhatIf' {
        Set-ArchiveMigrationUser Merger * -DestinationDomain other.com -WhatIf

        (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'anna@fabrikam.com', 'bob@fabrikam.com'
    }
}
