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
            Wait-Until { $session.Streams.Information.Count -gt 0 -or $waiting.IsCompleted }

            "$($session.Streams.Information)" | Should -BeLike '*enter the code*'
            $waiting.IsCompleted | Should -BeFalse
            $stopped = Measure-Command { $session.Stop() }
            $stopped.TotalSeconds | Should -BeLessThan 60
        }
        finally {
            $session.Dispose()
        }

        Get-ArchiveMigrationEndpoint | Should -BeNullOrEmpty
    }

    It 'says the permissions to grant when nobody consented' {
        $application = New-SandboxApplication $sandbox.source.tenantId -With @{ consented = $false }
        $failure = Get-ErrorOf {
            New-ArchiveMigrationEndpoint Contoso -TenantId $sandbox.source.tenantId -ClientId $application.clientId -ClientSecret (ConvertTo-Secret $application.clientSecret) @cloud
        }

        $failure.ErrorDetails.RecommendedAction | Should -BeLike "*$($sandbox.authority)*/adminconsent?client_id=$($application.clientId)*User.Read.All*MailboxItem.Export.All*MailboxItem.ImportExport.All*"
    }

    It 'warns of an application that nothing was granted to, and saves it' {
        $application = New-SandboxApplication $sandbox.source.tenantId
        $warnings = New-ArchiveMigrationEndpoint Contoso -TenantId $sandbox.source.tenantId -ClientId $application.clientId -ClientSecret (ConvertTo-Secret $application.clientSecret) @cloud 3>&1 |
            Where-Object { $_ -is [System.Management.Automation.WarningRecord] }

        "$warnings" | Should -BeLike 'Contoso: Signed in, but User.Read.All is not granted*'
        Get-ArchiveMigrationEndpoint Contoso | Should -Not -BeNullOrEmpty
    }

    It 'warns of a secret that ends soon' {
        $warnings = New-ArchiveMigrationEndpoint Contoso @tenant @secret @cloud -ExpiresOn ([datetime]::Now.AddDays(9).AddHours(1)) 3>&1 |
            Where-Object { $_ -is [System.Management.Automation.WarningRecord] }

        "$warnings" | Should -BeLike 'Contoso: The client secret ends in 9 days, on *Set-ArchiveMigrationEndpoint*'
        Get-ArchiveMigrationEndpoint | Out-String | Should -BeLike '*(9 days left)*'
    }

    It 'signs in with certificate and key in one PEM file, the key encrypted: <Encrypted>' -TestCases @{ Encrypted = $false }, @{ Encrypted = $true } {
        $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String($sandbox.certificatePfxBase64), '', 'Exportable')
        $key = [Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($certificate)
        $encryption = [Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 10000)
        $keyText = $Encrypted ? $key.ExportEncryptedPkcs8PrivateKeyPem('hush'.ToCharArray(), $encryption) : $key.ExportPkcs8PrivateKeyPem()
        $file = Join-Path $TestDrive both.pem
        Set-Content $file $certificate.ExportCertificatePem(), $keyText
        $password = $Encrypted ? @{ CertificatePassword = ConvertTo-Secret hush } : @{}

        (New-ArchiveMigrationEndpoint Contoso @tenant -CertificatePath $file @password @cloud).CredentialExpiresUtc | Should -BeGreaterThan ([DateTimeOffset]::UtcNow)

        if ($Encrypted) {
            "$(Get-ErrorOf { New-ArchiveMigrationEndpoint Second @tenant -CertificatePath $file @cloud })" | Should -BeLike '*private key*is encrypted*'
            (Get-ErrorOf { New-ArchiveMigrationEndpoint Second @tenant -CertificatePath $file -CertificatePassword (ConvertTo-Secret wrong) @cloud }).FullyQualifiedErrorId | Should -BeLike 'CertificateNotUsable,*'
        }
    }

    It 'says a PEM file without the private key, and how to make one of two' {
        $certificate = [Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String($sandbox.certificatePfxBase64))
        $file = Join-Path $TestDrive public.pem
        Set-Content $file $certificate.ExportCertificatePem()

        $failure = Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @tenant -CertificatePath $file @cloud }

        "$failure" | Should -BeLike '*without its private key*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Get-Content cert.pem, key.pem*'
    }

    Context 'identities from outside' {
        BeforeAll {
            $issuer = "$($sandbox.authority)".TrimEnd('/') + '/cluster'
            $trusting = New-SandboxApplication $sandbox.source.tenantId User.Read.All -With @{ federatedCredentials = @(@{ issuer = $issuer; subject = 'system:serviceaccount:mail:mover' }) }
            $workload = @{ TenantId = $sandbox.source.tenantId; ClientId = $trusting.clientId; WarningAction = 'SilentlyContinue' }
            $file = Join-Path $TestDrive token

            function Set-Token([hashtable] $With = @{}) {
                Set-Content $file (Invoke-Sandbox Post identities (@{ issuer = $issuer; subject = 'system:serviceaccount:mail:mover' } + $With)).token
            }
        }

        It 'signs in with the token that the surroundings keep in a file' {
            Set-Token

            $endpoint = New-ArchiveMigrationEndpoint Contoso @workload -FederatedTokenFile $file @cloud

            $endpoint.Region | Should -Be EU
            $endpoint | Format-Table | Out-String | Should -BeLike '*Token token*'
            (Get-ArchiveMigrationEndpoint Contoso).SignIn.Path | Should -Be $file
            (Test-ArchiveMigrationEndpoint Contoso).Succeeded | Should -BeTrue
        }

        It 'says <Code> when the application does not trust the <What>' -TestCases @(
            @{ What = 'issuer'; Code = 'AADSTS700211'; Change = @{ issuer = 'https://elsewhere.example/' } }
            @{ What = 'subject'; Code = 'AADSTS700213'; Change = @{ subject = 'somebody' } }
            @{ What = 'audience'; Code = 'AADSTS700212'; Change = @{ audience = 'api://other' } }
            @{ What = 'time'; Code = 'AADSTS700024'; Change = @{ seconds = -3600 } }
        ) {
            $token = @{ issuer = $issuer; subject = 'system:serviceaccount:mail:mover' }
            $Change.GetEnumerator() | ForEach-Object { $token[$_.Key] = $_.Value }
            Set-Content $file (Invoke-Sandbox Post identities $token).token

            $failure = Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @workload -FederatedTokenFile $file @cloud }

            "$failure" | Should -BeLike "*$Code*"
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }

        It 'says a file that is not there, or holds something else' {
            $failure = Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @workload -FederatedTokenFile (Join-Path $TestDrive none) @cloud }
            "$failure" | Should -BeLike '*cannot sign in: the file*none*cannot be read*'

            Set-Content $file 'nothing'
            "$(Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @workload -FederatedTokenFile $file @cloud })" | Should -BeLike "*does not hold an identity's token*"
        }

        It 'signs in as the machine, and with the machine''s identity in place of a secret, also in another tenant' {
            $identity = New-SandboxApplication $sandbox.source.tenantId User.Read.All -With @{ managedIdentity = $true }
            $trusting = New-SandboxApplication $sandbox.destination.tenantId User.Read.All -With @{
                federatedCredentials = @(@{ issuer = $identity.issuer; subject = $identity.servicePrincipalId })
            }
            $env:IDENTITY_ENDPOINT = "$($sandbox.authority)".TrimEnd('/') + '/msi/token'
            $env:IDENTITY_HEADER = 'sandbox'
            try {
                $lines = Invoke-FreshSession @"
                    `$cloud = @{ Cloud = 'Custom'; Authority = '$($cloud.Authority)'; GraphEndpoint = '$($cloud.GraphEndpoint)'; ImportHost = '$($cloud.ImportHost)'; TlsThumbprint = '$($cloud.TlsThumbprint)'; WarningAction = 'SilentlyContinue' }
                    (New-ArchiveMigrationEndpoint Own -TenantId $($sandbox.source.tenantId) -ClientId $($identity.clientId) -ManagedIdentity $($identity.clientId) @cloud).Region
                    (New-ArchiveMigrationEndpoint Other -TenantId $($sandbox.destination.tenantId) -ClientId $($trusting.clientId) -ManagedIdentity $($identity.clientId) @cloud).Region
                    try { New-ArchiveMigrationEndpoint Wrong -TenantId $($sandbox.source.tenantId) -ClientId $($trusting.clientId) -ManagedIdentity $($trusting.clientId) @cloud } catch { "`$_" }
"@
            }
            finally {
                Remove-Item Env:IDENTITY_ENDPOINT, Env:IDENTITY_HEADER
            }

            $lines[0..1] | Should -Be EU, NA
            $lines[2] | Should -BeLike 'Wrong cannot sign in: this machine gives no such managed identity:*'
        }

        It 'refuses what is no identity' {
            (Get-ErrorOf { New-ArchiveMigrationEndpoint Contoso @workload -ManagedIdentity mine @cloud }).FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
        }
    }

    Context '-ShowConsent' {
        It 'tells the consent URL and the least permissions of both sides, and saves nothing' {
            $id = [guid]::NewGuid()
            $consent = New-ArchiveMigrationEndpoint Contoso -TenantId contoso.onmicrosoft.com -ClientId $id -ShowConsent

            $consent.ConsentUrl | Should -Be "https://login.microsoftonline.com/contoso.onmicrosoft.com/adminconsent?client_id=$id"
            $least = $consent.Permissions | Where-Object { -not $_.IsOptional }
            ($least | Where-Object Side -EQ Source).Name | Should -Be 'User.Read.All', 'MailboxFolder.Read.All', 'MailboxItem.Read.All', 'MailboxItem.Export.All'
            ($least | Where-Object Side -EQ Destination).Name | Should -Be 'User.Read.All', 'MailboxFolder.ReadWrite.All', 'MailboxItem.Read.All', 'MailboxItem.ImportExport.All'
            $consent | Out-String | Should -BeLike '*MailboxItem.Export.All*'
            Get-ArchiveMigrationEndpoint | Should -BeNullOrEmpty
        }

        It 'takes a saved endpoint, the side and the cloud that are meant' {
            $null = New-ArchiveMigrationEndpoint Contoso @tenant @secret @cloud -SkipVerification

            $consent = Get-ArchiveMigrationEndpoint Contoso | New-ArchiveMigrationEndpoint -ShowConsent -Side Source -Cloud GccHigh

            $consent.ClientId | Should -Be $tenant.ClientId
            $consent.ConsentUrl | Should -BeLike 'https://login.microsoftonline.us/*'
            $consent.Permissions.Side | Select-Object -Unique | Should -Be Source
        }

        It 'writes a script for the mailboxes of the project''s side that PowerShell understands' {
            $null = New-OfflineProject
            Add-ArchiveMigrationUser Merger "o'brien@contoso.com" -DestinationAddress dobrien@fabrikam.com

            $script = Get-ArchiveMigrationEndpoint Contoso | New-ArchiveMigrationEndpoint -ShowConsent -Project Merger -AsScript

            $errors = $null
            $parsed = [System.Management.Automation.Language.Parser]::ParseInput($script, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty
            $commands = @($parsed.FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true))
            $commands.ForEach({ $_.GetCommandName() }) | Should -Contain 'New-ServicePrincipal'
            $roles = $commands.Where({ $_.GetCommandName() -eq 'New-ManagementRoleAssignment' }).ForEach({ $_.CommandElements[4].Value })
            $roles | Should -Be 'Application MailboxFolder.Read', 'Application MailboxItem.Read', 'Application MailboxItem.Export'
            $strings = $parsed.FindAll({ $args[0] -is [System.Management.Automation.Language.StringConstantExpressionAst] }, $true).Value
            $strings | Should -Contain "o'brien@contoso.com"
            $strings | Should -Not -Contain 'dobrien@fabrikam.com'
            Get-ArchiveMigrationEndpoint Fabrikam | New-ArchiveMigrationEndpoint -ShowConsent -Project Merger -AsScript |
                Should -BeLike '*dobrien@fabrikam.com*MailboxItem.ImportExport*'
        }

        It 'takes a filter of the administrator''s own instead of addresses' {
            $null = New-OfflineProject
            Add-ArchiveMigrationUser Merger anna@contoso.com -DestinationAddress anna@fabrikam.com

            $script = Get-ArchiveMigrationEndpoint Contoso | New-ArchiveMigrationEndpoint -ShowConsent -Project Merger -ScopeFilter "CustomAttribute1 -eq 'Wave1'" -AsScript

            $script | Should -BeLike "*-RecipientRestrictionFilter 'CustomAttribute1 -eq ''Wave1'''*"
            $script | Should -Not -BeLike '*anna@contoso.com*'
        }

        It 'refuses an endpoint that the project does not use' {
            $null = New-OfflineProject

            $failure = Get-ErrorOf { New-ArchiveMigrationEndpoint Other -TenantId contoso.com -ClientId ([guid]::NewGuid()) -ShowConsent -Project Merger }

            $failure.FullyQualifiedErrorId | Should -BeLike 'InvalidArgument,*'
            "$failure" | Should -BeLike "*'Contoso' to 'Fabrikam'*'Other'*"
        }
    }

    It 'completes the clouds' {
        $line = 'New-ArchiveMigrationEndpoint -Cloud G'

        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'Global', 'GccHigh'
    }
}
