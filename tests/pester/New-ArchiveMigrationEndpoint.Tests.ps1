BeforeAll {
    . $PSScriptRoot/Common.ps1
    $sandbox = Get-Sandbox
    $cloud = Get-SandboxCloud
    $tenant = @{ TenantId = $sandbox.source.tenantId; ClientId = $sandbox.source.clientId }
    $secret = @{ ClientSecret = ConvertTo-Secret $sandbox.clientSecret }
}

Describe 'New-ArchiveMigrationEndpoint' {
    BeforeEach {
        Use-NewStore
    }

    It 'signs in with a secret and saves what it found' {
        $endpoint = New-ArchiveMigrationEndpoint Contoso @tenant @secret @cloud

        $endpoint.Region | Should -Be 'EU'
        $endpoint.VerifiedUtc | Should -BeGreaterThan ([DateTimeOffset]::UtcNow.AddMinutes(-5))
        (Get-ArchiveMigrationEndpoint).VerifiedUtc | Should -Be $endpoint.VerifiedUtc
    }

    It 'signs in with a certificate file and tells when the certificate ends' {
        $file = Join-Path $TestDrive app.pfx
        [IO.File]::WriteAllBytes($file, [Convert]::FromBase64String($sandbox.certificatePfxBase64))
        Push-Location $TestDrive
        try {
            $endpoint = New-ArchiveMigrationEndpoint Contoso @tenant -CertificatePath app.pfx @cloud
        }
        finally {
            Pop-Location
        }

        $endpoint.SignIn.Path | Should -Be ([IO.Path]::GetFullPath($file))
        $endpoint.CredentialExpiresUtc | Should -BeGreaterThan ([DateTimeOffset]::UtcNow)
    }

    It 'saves nothing when <What>, and says <Code> and what to do' -TestCases @(
        @{ What = 'the tenant is unknown'; Code = 'AADSTS90002'; Change = { @{ TenantId = [guid]::NewGuid() } } }
        @{ What = 'the application is unknown'; Code = 'AADSTS700016'; Change = { @{ ClientId = [guid]::NewGuid() } } }
        @{ What = 'the secret is wrong'; Code = 'AADSTS7000215'; Change = { @{ ClientSecret = ConvertTo-Secret 'wrong' } } }
        @{ What = 'the secret has expired'; Code = 'AADSTS7000222'; Change = {
                $application = New-SandboxApplication $sandbox.source.tenantId -With @{ secretExpires = '2020-01-01T00:00:00Z' }
                @{ ClientId = $application.clientId; ClientSecret = ConvertTo-Secret $application.clientSecret }
            }
        }
        @{ What = 'nobody consented'; Code = 'AADSTS65001'; Change = {
                $application = New-SandboxApplication $sandbox.source.tenantId -With @{ consented = $false }
                @{ ClientId = $application.clientId; ClientSecret = ConvertTo-Secret $application.clientSecret }
            }
        }
    ) {
        $parameters = $tenant + $secret + $cloud
        foreach ($change in (& $Change).GetEnumerator()) {
            $parameters[$change.Key] = $change.Value
        }

        $failure = Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @parameters }

        $failure.FullyQualifiedErrorId | Should -BeLike 'EndpointAuthenticationFailed,ArchiveMigration.Commands.NewArchiveMigrationEndpointCommand'
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        "$failure" | Should -BeLike "*$Code*"
        $failure.Exception.Remedy | Should -Not -BeNullOrEmpty
        $failure.ErrorDetails.RecommendedAction | Should -Be $failure.Exception.Remedy
        Get-ArchiveMigrationEndpoint | Should -BeNullOrEmpty
    }

    It 'says a certificate that is not there: <Parameter>' -TestCases @(
        @{ Parameter = 'CertificatePath'; Value = 'nowhere.pfx' }
        @{ Parameter = 'CertificateThumbprint'; Value = '00112233445566778899AABBCCDDEEFF00112233' }
    ) {
        $certificate = @{ $Parameter = $Value }
        $failure = Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @tenant @certificate @cloud }

        $failure.FullyQualifiedErrorId | Should -BeLike 'CertificateNotUsable,*'
        "$failure" | Should -BeLike "*$Value*"
        Get-ArchiveMigrationEndpoint | Should -BeNullOrEmpty
    }

    It 'says a password that does not open the certificate' {
        $file = Join-Path $TestDrive locked.pfx
        $key = [Security.Cryptography.RSA]::Create(2048)
        $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=test', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow, [DateTimeOffset]::UtcNow.AddDays(1))
        [IO.File]::WriteAllBytes($file, $made.Export('Pfx', 'right'))

        (Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @tenant -CertificatePath $file -CertificatePassword (ConvertTo-Secret wrong) @cloud }).FullyQualifiedErrorId |
            Should -BeLike 'CertificateNotUsable,*'
    }

    It 'says a service that cannot be reached' {
        $parameters = $tenant + $secret + $cloud
        $parameters.Authority = 'https://localhost:1/'
        $failure = Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @parameters }

        $failure.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
        $failure.CategoryInfo.Category | Should -Be 'ConnectionError'
    }

    It 'trusts only the certificate whose thumbprint was given' {
        $parameters = $tenant + $secret + $cloud
        $parameters.TlsThumbprint = '0' * 64

        (Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @parameters }).FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
    }

    It 'saves without asking the service with -SkipVerification' {
        $endpoint = New-ArchiveMigrationEndpoint Contoso -TenantId contoso.onmicrosoft.com -ClientId ([guid]::NewGuid()) -ClientSecret (ConvertTo-Secret x) -SkipVerification

        $endpoint.Cloud.Name | Should -Be 'Global'
        $endpoint.VerifiedUtc | Should -BeNullOrEmpty
    }

    It 'refuses the cloud <Cloud> as <ErrorId>' -TestCases @(
        @{ Cloud = 'Germany'; ErrorId = 'CloudRetired' }
        @{ Cloud = 'Moon'; ErrorId = 'InvalidArgument' }
        @{ Cloud = 'Custom'; ErrorId = 'InvalidArgument' }
    ) {
        $failure = Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @tenant @secret -Cloud $Cloud -SkipVerification }

        $failure.FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
        "$failure" | Should -BeLike "*$Cloud*"
    }

    It 'refuses a name that is taken' {
        $null = New-ArchiveMigrationEndpoint Contoso @tenant @secret @cloud -SkipVerification

        (Get-ErrorOf { New-ArchiveMigrationEndpoint contoso @tenant @secret @cloud -SkipVerification }).FullyQualifiedErrorId | Should -BeLike 'EndpointExists,*'
    }

    It 'refuses a client id that is none' {
        "$(Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso -TenantId contoso.onmicrosoft.com -ClientId abc @secret })" | Should -BeLike '*ClientId*abc*'
    }

    It 'asks for the secret rather than for a plain text' {
        (Get-Command New-ArchiveMigrationEndpoint).Parameters.ClientSecret.ParameterType | Should -Be ([securestring])
    }

    It 'never shows the secret' {
        $everything = & {
            $endpoint = New-ArchiveMigrationEndpoint Contoso @tenant @secret @cloud -Verbose -Debug
            $endpoint, (Get-ArchiveMigrationEndpoint) | ForEach-Object {
                $_ | Format-List * | Out-String
                "$_ $($_.SignIn)"
                $_.SignIn.Value.Reveal()
                $_ | ConvertTo-Json -Depth 10
                [System.Management.Automation.PSSerializer]::Serialize($_, 5)
            }
        } *>&1 | Out-String

        $everything | Should -Not -BeLike "*$($sandbox.clientSecret)*"
        $everything | Should -BeLike '*Contoso*'
    }

    It 'keeps the secret unreadable in the store' {
        $null = New-ArchiveMigrationEndpoint Contoso @tenant @secret @cloud -SkipVerification

        Get-ChildItem (Split-Path $env:ARCHIVEMIGRATION_STORE) -File | ForEach-Object {
            [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($_.FullName)) | Should -Not -BeLike "*$($sandbox.clientSecret)*"
        }
    }

    It 'saves nothing with -WhatIf' {
        New-ArchiveMigrationEndpoint Contoso @tenant @secret @cloud -WhatIf

        Get-ArchiveMigrationEndpoint | Should -BeNullOrEmpty
    }

    It 'shows the code of a device sign-in, and Ctrl+C ends the wait' {
        $application = New-SandboxApplication $sandbox.source.tenantId -With @{ allowPublicClient = $true }
        $person = @{ TenantId = $sandbox.source.tenantId; ClientId = $application.clientId }
        $session = [powershell]::Create()
        $null = $session.AddScript('
            param($Root, $Tenant, $Cloud)
            Import-Module "$Root/ArchiveMigration.psd1"
            New-ArchiveMigrationEndpoint Contoso @Tenant @Cloud -DeviceCode').AddArgument($Root).AddArgument($person).AddArgument($cloud)
        try {
            $waiting = $session.BeginInvoke()
            $deadline = [datetime]::UtcNow.AddSeconds(30)
            while ($session.Streams.Information.Count -eq 0 -and -not $waiting.IsCompleted -and [datetime]::UtcNow -lt $deadline) {
                Start-Sleep -Milliseconds 50
            }

            "$($session.Streams.Information)" | Should -BeLike '*enter the code*'
            $waiting.IsCompleted | Should -BeFalse
            $stopped = Measure-Command { $session.Stop() }
            $stopped.TotalSeconds | Should -BeLessThan 10
        }
        finally {
            $session.Dispose()
        }

        Get-ArchiveMigrationEndpoint | Should -BeNullOrEmpty
    }

    It 'completes the clouds' {
        $line = 'New-ArchiveMigrationEndpoint -Cloud G'

        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'Global', 'GccHigh'
    }
}
