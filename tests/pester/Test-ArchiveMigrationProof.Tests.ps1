BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-NewStore
    New-SandboxProject (New-SandboxUser -Items 5)
    $null = Start-ArchiveMigration Merger

    $key = [Security.Cryptography.RSA]::Create(2048)
    $request = [Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=Auditor', $key, 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pkcs1)
    $certificate = $request.CreateSelfSigned([DateTimeOffset]::Now.AddDays(-1), [DateTimeOffset]::Now.AddDays(1))
    $pfx = Join-Path $TestDrive signer.pfx
    [IO.File]::WriteAllBytes($pfx, $certificate.Export('Pkcs12', 'pw'))

    function New-Proof([string] $Name) {
        (Confirm-ArchiveMigration Merger -Path (Join-Path $TestDrive $Name) -SigningCertificate $pfx -CertificatePassword (ConvertTo-Secret pw) -Force).File
    }
}

Describe 'Test-ArchiveMigrationProof' {
    It 'says that a file is the one that was signed, and by whom' {
        $proof = New-Proof one.json
        $test = Test-ArchiveMigrationProof $proof.Path

        "$($test.Result) $($test.IsValid) $($test.Signer) $($test.Project) $($test.Verdict)" | Should -Be 'Signed True CN=Auditor Merger Complete'
        $test.SignerThumbprint | Should -Be $certificate.Thumbprint
        $test.Sha256 | Should -Be $proof.Sha256
        Test-ArchiveMigrationProof $proof.Path -Quiet | Should -BeTrue
    }

    It 'takes files from the pipeline' {
        $proof = New-Proof piped.json

        (Get-Item $proof.Path | Test-ArchiveMigrationProof).Result | Should -Be 'Signed'
        ($proof | Test-ArchiveMigrationProof).Result | Should -Be 'Signed'
    }

    It 'needs no store' {
        $proof = New-Proof alone.json
        $kept = $env:ARCHIVEMIGRATION_STORE
        Use-NewStore
        $null = Test-ArchiveMigrationProof $proof.Path
        $made = Test-Path $env:ARCHIVEMIGRATION_STORE
        $env:ARCHIVEMIGRATION_STORE = $kept

        $made | Should -BeFalse
    }

    It 'is read by openssl too' -Skip:(-not (Get-Command openssl -ErrorAction Ignore)) {
        Use-NewStore
        New-SandboxProject (New-SandboxUser -Items 2)
        $null = Start-ArchiveMigration Merger
        $proof = New-Proof openssl.json

        $null = openssl cms -verify -binary -inform DER -in $proof.SignaturePath -content $proof.Path -noverify -out /dev/null 2>&1
        $LASTEXITCODE | Should -Be 0
    }
}

Describe 'A file that is not what it should be' {
    BeforeEach {
        Use-NewStore
        New-SandboxProject (New-SandboxUser -Items 2)
        $null = Start-ArchiveMigration Merger
        $proof = New-Proof "$(New-Guid).json"
    }

    It 'is said to be altered when it was changed' {
        [IO.File]::WriteAllText($proof.Path, [IO.File]::ReadAllText($proof.Path).Replace('"failed":0', '"failed":1'))
        $test = Test-ArchiveMigrationProof $proof.Path

        "$($test.Result) $($test.IsValid)" | Should -Be 'Altered False'
        $test.Message | Should -BeLike '*changed since it was signed*'
    }

    It 'is said to be another one under another''s signature' {
        $other = New-Proof "$(New-Guid).json"

        (Test-ArchiveMigrationProof $proof.Path -SignaturePath $other.SignaturePath).Result | Should -Be 'OtherProof'
    }

    It 'is said to be unsigned when the signature is missing, and the hash decides then' {
        Remove-Item $proof.SignaturePath

        (Test-ArchiveMigrationProof $proof.Path).Result | Should -Be 'NotSigned'
        (Test-ArchiveMigrationProof $proof.Path -Sha256 $proof.Sha256).Result | Should -Be 'HashAgrees'
        (Test-ArchiveMigrationProof $proof.Path -Sha256 ('0' * 64)).Result | Should -Be 'HashDiffers'
    }

    It 'is said to be no proof when it is none, and not to be there when it is not' {
        $path = Join-Path $TestDrive other.json
        Set-Content $path '{}'

        (Test-ArchiveMigrationProof $path).Result | Should -Be 'NotAProof'
        $null = Test-ArchiveMigrationProof (Join-Path $TestDrive nothing.json) -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ProofFileNotReadable,*'
    }
}
