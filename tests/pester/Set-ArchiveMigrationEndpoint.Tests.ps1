BeforeAll {
    . $PSScriptRoot/Common.ps1
    $sandbox = Get-Sandbox
    $cloud = Get-SandboxCloud
}

Describe 'Set-ArchiveMigrationEndpoint' {
    BeforeEach {
        Use-NewStore
        $null = New-ArchiveMigrationEndpoint Contoso -TenantId $sandbox.source.tenantId -ClientId $sandbox.source.clientId `
            -ClientSecret (ConvertTo-Secret old) @cloud -SkipVerification
    }

    It 'changes the secret to one that works, and is silent' {
        Set-ArchiveMigrationEndpoint Contoso -ClientSecret (ConvertTo-Secret $sandbox.clientSecret) | Should -BeNullOrEmpty

        (Get-ArchiveMigrationEndpoint Contoso).VerifiedUtc | Should -Not -BeNullOrEmpty
    }

    It 'keeps the old secret when the new one does not work' {
        Set-ArchiveMigrationEndpoint Contoso -ClientSecret (ConvertTo-Secret $sandbox.clientSecret)
        $verified = (Get-ArchiveMigrationEndpoint Contoso).VerifiedUtc
        $failure = Get-ErrorOf { Set-ArchiveMigrationEndpoint Contoso -ClientSecret (ConvertTo-Secret wrong) }

        $failure.FullyQualifiedErrorId | Should -BeLike 'EndpointAuthenticationFailed,*'
        (Get-ArchiveMigrationEndpoint Contoso).VerifiedUtc | Should -Be $verified

        # What is saved still signs in.
        (Set-ArchiveMigrationEndpoint Contoso -PassThru).VerifiedUtc | Should -BeGreaterThan $verified
    }

    It 'changes the way to sign in' {
        (Set-ArchiveMigrationEndpoint Contoso -CertificateThumbprint ('9F' * 20) -SkipVerification -PassThru).SignIn.Thumbprint | Should -Be ('9F' * 20)
    }

    It 'changes one address of a custom cloud and keeps the others' {
        $changed = Set-ArchiveMigrationEndpoint Contoso -ImportHost other.example -SkipVerification -PassThru

        $changed.Cloud.ImportHosts | Should -Be 'other.example'
        $changed.Cloud.TlsThumbprint | Should -Be $sandbox.tlsThumbprint
    }

    It 'forgets that the credentials were proved when it does not prove the new ones' {
        Set-ArchiveMigrationEndpoint Contoso -ClientSecret (ConvertTo-Secret $sandbox.clientSecret)
        Set-ArchiveMigrationEndpoint Contoso -ClientSecret (ConvertTo-Secret other) -SkipVerification

        (Get-ArchiveMigrationEndpoint Contoso).VerifiedUtc | Should -BeNullOrEmpty
    }

    It 'keeps the end of a secret that stays, and forgets that of one that goes' {
        Set-ArchiveMigrationEndpoint Contoso -ExpiresOn '2099-05-01' -SkipVerification
        Set-ArchiveMigrationEndpoint Contoso -ImportHost other.example -SkipVerification
        (Get-ArchiveMigrationEndpoint Contoso).CredentialExpiresUtc.Year | Should -Be 2099

        Set-ArchiveMigrationEndpoint Contoso -ClientSecret (ConvertTo-Secret new) -SkipVerification
        (Get-ArchiveMigrationEndpoint Contoso).CredentialExpiresUtc | Should -BeNullOrEmpty
    }

    It 'says a name that there is not' {
        (Get-ErrorOf { Set-ArchiveMigrationEndpoint Nope -SkipVerification }).FullyQualifiedErrorId | Should -BeLike 'EndpointNotFound,*'
    }

    It 'changes nothing with -WhatIf' {
        Set-ArchiveMigrationEndpoint Contoso -CertificateThumbprint ('9F' * 20) -WhatIf

        (Get-ArchiveMigrationEndpoint Contoso).SignIn.GetType().Name | Should -Be 'ClientSecret'
    }
}
