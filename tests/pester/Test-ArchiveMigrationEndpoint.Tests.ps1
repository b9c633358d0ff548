BeforeAll {
    . $PSScriptRoot/Common.ps1
    $sandbox = Get-Sandbox
    $cloud = Get-SandboxCloud
    $reading = 'User.Read.All', 'MailboxFolder.Read.All', 'MailboxItem.Read.All', 'MailboxItem.Export.All'

    function New-EndpointOf([string] $Name, [string[]] $Roles, [hashtable] $With = @{}, [hashtable] $Parameters = @{}) {
        $application = New-SandboxApplication $sandbox.source.tenantId $Roles $With
        New-ArchiveMigrationEndpoint $Name -TenantId $sandbox.source.tenantId -ClientId $application.clientId -ClientSecret (ConvertTo-Secret $application.clientSecret) -SkipVerification @cloud @Parameters
    }
}

Describe 'Test-ArchiveMigrationEndpoint' {
    BeforeEach {
        Use-NewStore
    }

    It 'says what an endpoint can be: <Expected>' -TestCases @(
        @{ Roles = 'User.Read.All', 'MailboxFolder.Read.All', 'MailboxItem.Read.All', 'MailboxItem.Export.All'; Expected = 'Can be a source.' }
        @{ Roles = 'User.Read.All', 'MailboxFolder.ReadWrite.All', 'MailboxItem.ReadWrite.All', 'MailboxItem.ImportExport.All'; Expected = 'Can be a source and a destination.' }
        @{ Roles = @('User.Read.All'); Expected = '*Not granted for the whole tenant: MailboxFolder.Read.All*RBAC*' }
        @{ Roles = @(); Expected = '*User.Read.All is not granted*adminconsent*' }
    ) {
        $null = New-EndpointOf Contoso $Roles

        $result = Test-ArchiveMigrationEndpoint Contoso

        $result.Succeeded | Should -BeTrue
        $result.Region | Should -Be 'EU'
        $result.Message | Should -BeLike $Expected
    }

    It 'gives a sign-in that fails as a result with its number and what to do' {
        $null = New-EndpointOf Contoso $reading @{ consented = $false }

        $result = Test-ArchiveMigrationEndpoint Contoso

        $result.Succeeded | Should -BeFalse
        $result.Failure.ServiceCode | Should -Be 'AADSTS65001'
        $result.Message | Should -BeLike '*adminconsent?client_id=*Needed at a source: User.Read.All*Needed at a destination:*MailboxItem.ImportExport.All*'
    }

    It 'finds endpoints by wildcard regardless of case, and takes them from the pipeline' {
        $null = New-EndpointOf Contoso $reading
        $null = New-EndpointOf Fabrikam $reading

        (Test-ArchiveMigrationEndpoint CON*).Name | Should -Be Contoso
        (Get-ArchiveMigrationEndpoint | Test-ArchiveMigrationEndpoint).Name | Should -Be Contoso, Fabrikam
        (Test-ArchiveMigrationEndpoint).Name | Should -Be Contoso, Fabrikam
    }

    It 'gives one answer with -Quiet' {
        $null = New-EndpointOf Contoso $reading
        Test-ArchiveMigrationEndpoint -Quiet | Should -BeTrue

        $null = New-EndpointOf Fabrikam $reading @{ consented = $false }
        Test-ArchiveMigrationEndpoint -Quiet | Should -BeFalse
    }

    It 'tells the days that a secret still holds, and warns when they are few' {
        $null = New-EndpointOf Contoso $reading -Parameters @{ ExpiresOn = [datetime]::Now.AddDays(12).AddHours(1) }

        (Test-ArchiveMigrationEndpoint Contoso -WarningVariable warned -WarningAction SilentlyContinue).DaysLeft | Should -Be 12
        "$warned" | Should -BeLike 'Contoso: The client secret ends in 12 days, on *Set-ArchiveMigrationEndpoint*'
    }

    It 'names what there is when a name is wrong' {
        $null = New-EndpointOf Contoso $reading

        $failure = Get-ErrorOf { Test-ArchiveMigrationEndpoint Kontoso }

        $failure.FullyQualifiedErrorId | Should -BeLike 'EndpointNotFound,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Contoso*'
    }

    It 'never shows the secret' {
        $null = New-ArchiveMigrationEndpoint Contoso -TenantId $sandbox.source.tenantId -ClientId $sandbox.source.clientId -ClientSecret (ConvertTo-Secret $sandbox.clientSecret) -SkipVerification @cloud

        $result = Test-ArchiveMigrationEndpoint Contoso

        $result.Endpoint.SignIn.Value.Reveal() | Should -Be '********'
        $result | ConvertTo-Json -Depth 6 | Should -Not -BeLike "*$($sandbox.clientSecret)*"
    }
}
