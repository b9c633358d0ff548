BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Find-ArchiveMigrationUser' {
    BeforeAll {
        Use-NewStore
        $known, $forgotten = (New-SandboxUser), (New-SandboxUser)
        $without = New-SandboxUser -With @{ archiveAtSource = $false }
        New-SandboxProject $known
    }

    It 'shows who has an archive and is not in the project' {
        $found = Find-ArchiveMigrationUser Merger

        $found.PrimarySmtpAddress | Should -Contain $forgotten.sourceAddress
        $found.PrimarySmtpAddress | Should -Not -Contain $known.sourceAddress
        $found.PrimarySmtpAddress | Should -Not -Contain $without.sourceAddress
        $found.IsInProject | Should -Not -Contain $true
        $found | Format-Table | Out-String | Should -BeLike "*$($forgotten.sourceAddress)*"
    }

    It 'shows those in the project, too, when asked' {
        $found = Find-ArchiveMigrationUser Merger $known.sourceAddress, $forgotten.sourceAddress -IncludeKnown

        ($found | Where-Object IsInProject).PrimarySmtpAddress | Should -Be $known.sourceAddress
        ($found | Where-Object { -not $_.IsInProject }).PrimarySmtpAddress | Should -Be $forgotten.sourceAddress
    }

    It 'asks only about the addresses that are meant, and gives what can be added' {
        $null = New-ArchiveMigrationProject Second Contoso Fabrikam
        Find-ArchiveMigrationUser Second $forgotten.sourceAddress.ToUpperInvariant() | Add-ArchiveMigrationUser Second -DestinationDomain fabrikam.example

        (Get-ArchiveMigrationUser Second).SourceAddress | Should -Be $forgotten.sourceAddress
        Find-ArchiveMigrationUser Second $forgotten.sourceAddress | Should -BeNullOrEmpty
        Remove-ArchiveMigrationProject Second -Confirm:$false
    }

    It 'says the permission that lacks' {
        $application = New-SandboxApplication (Get-Sandbox).source.tenantId MailboxFolder.Read.All
        $cloud = Get-SandboxCloud
        $null = New-ArchiveMigrationEndpoint Bare -TenantId (Get-Sandbox).source.tenantId -ClientId $application.clientId -ClientSecret (ConvertTo-Secret $application.clientSecret) -SkipVerification @cloud
        $null = New-ArchiveMigrationProject Third Bare Fabrikam

        $failure = Get-ErrorOf { Find-ArchiveMigrationUser Third }

        $failure.FullyQualifiedErrorId | Should -BeLike 'PermissionDenied,*'
        "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -BeLike '*User.Read.All*'
    }

    It 'says a wrong project' {
        (Get-ErrorOf { Find-ArchiveMigrationUser Merge }).FullyQualifiedErrorId | Should -BeLike 'ProjectNotFound,*'
    }
}
