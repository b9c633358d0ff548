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

    It 'changes the domains of all users of a project when none is named' {
        Set-ArchiveMigrationUser Merger -SourceDomain contoso.onmicrosoft.com -DestinationDomain fabrikam.onmicrosoft.com

        (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'anna@contoso.onmicrosoft.com', 'bob@contoso.onmicrosoft.com'
    }

    It 'does not give all users one destination' {
        (Get-ErrorOf { Set-ArchiveMigrationUser Merger -DestinationAddress a@fabrikam.com }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'shows with -WhatIf what would be, and what would go wrong' {
        'anna@emea.contoso.com' | Add-ArchiveMigrationUser Merger -DestinationAddress anna.e@fabrikam.com
        $preview = Set-ArchiveMigrationUser Merger *@contoso.com -SourceDomain emea.contoso.com -DestinationDomain other.com -WhatIf

        $preview.NewSourceAddress | Should -Be 'anna@emea.contoso.com', 'bob@emea.contoso.com'
        $preview.NewDestinationAddress | Should -Be 'anna@other.com', 'bob@other.com'
        $preview[0].Remark | Should -BeLike 'Refused: another user*'
        $preview[1].Remark | Should -BeNullOrEmpty
        $preview | Format-Table | Out-String | Should -BeLike '*anna@emea.contoso.com*anna@other.com*Refused*'
    }

    It 'refuses a source address that another user has, and changes the others' {
        'anna@emea.contoso.com' | Add-ArchiveMigrationUser Merger -DestinationAddress anna.e@fabrikam.com
        Set-ArchiveMigrationUser Merger *@contoso.com -SourceDomain emea.contoso.com -ErrorVariable failures -ErrorAction SilentlyContinue

        $failures.FullyQualifiedErrorId | Should -BeLike 'UserExists,*'
        (Get-ArchiveMigrationUser Merger).SourceAddress | Should -Be 'anna@contoso.com', 'bob@emea.contoso.com', 'anna@emea.contoso.com'
    }

    It 'gives a user options of its own, and takes them away' {
        Set-ArchiveMigrationUser Merger anna@contoso.com -DestinationMailbox Primary -TargetRootFolder ''
        Set-ArchiveMigrationUser Merger anna@contoso.com -DisplayName Anna
        $own = (Get-ArchiveMigrationUser Merger anna@contoso.com).Options
        $own.DestinationMailbox | Should -Be Primary
        $own.TargetRootFolder | Should -BeExactly ''

        Set-ArchiveMigrationUser Merger anna@contoso.com -UseProjectOptions
        "$((Get-ArchiveMigrationUser Merger anna@contoso.com).Options)" | Should -BeNullOrEmpty
    }

    It 'gives a user a window of time of its own, and returns to the project''s with $null' {
        Set-ArchiveMigrationProject Merger -ReceivedAfter 2010-01-01Z -ReceivedBefore 2020-01-01Z
        Set-ArchiveMigrationUser Merger anna@contoso.com -ReceivedAfter 2015-01-31Z
        $anna = Get-ArchiveMigrationUser Merger anna@contoso.com
        "$($anna.ReceivedAfter.ToString('u')) $($anna.ReceivedBefore)" | Should -Be '2015-01-31 00:00:00Z '
        $anna | Format-List | Out-String | Should -BeLike '*ReceivedAfter=2015-01-31*'
        (Get-ErrorOf { Set-ArchiveMigrationUser Merger anna@contoso.com -ReceivedAfter 2021-01-01Z }).Exception.Message | Should -BeLike 'Nothing would be left*'

        Set-ArchiveMigrationUser Merger anna@contoso.com -ReceivedAfter $null
        (Get-ArchiveMigrationUser Merger anna@contoso.com).ReceivedAfter | Should -BeNullOrEmpty
    }

    It 'gives who is unmatched a destination' {
        Set-ArchiveMigrationProject Merger -RecipientMapping '@contoso.com->@fabrikam.com'
        'carla@emea.contoso.com' | Add-ArchiveMigrationUser Merger -WarningAction SilentlyContinue

        $user = Get-ArchiveMigrationUser Merger -Status Unmatched | Set-ArchiveMigrationUser -DestinationDomain fabrikam.com -PassThru

        "$($user.DestinationAddress) $($user.Status)" | Should -Be 'carla@fabrikam.com Queued'
    }

    It 'refuses what is no domain' {
        (Get-ErrorOf { Set-ArchiveMigrationUser Merger anna@contoso.com -DestinationDomain 'fabrikam com' }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
    }

    It 'changes nothing with -WhatIf' {
        Set-ArchiveMigrationUser Merger * -DestinationDomain other.com -WhatIf

        (Get-ArchiveMigrationUser Merger).DestinationAddress | Should -Be 'anna@fabrikam.com', 'bob@fabrikam.com'
    }
}
