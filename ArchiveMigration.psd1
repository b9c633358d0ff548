@{
    RootModule           = 'module/bin/ArchiveMigration.dll'

    # Loaded before the root module: it finds the engine for it, in a load context of our own.
    NestedModules        = @('module/bin/ArchiveMigration.Loader.dll')

    ModuleVersion        = '0.1.0'
    GUID                 = '0a7a6c6e-6f3d-4a4e-9a55-6a0f7a5c3f21'
    Author               = 'The ArchiveMigration authors'
    CompanyName          = 'The ArchiveMigration authors'
    Copyright            = 'Copyright (c) The ArchiveMigration authors. MIT License.'
    Description          = 'Migrates in-place archives (online archive mailboxes) from one Microsoft 365 tenant to another through Microsoft Graph, from your own machine, with every item accounted for.'

    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')

    # Made from the files of these names in module/ by every build.
    TypesToProcess       = @('module/bin/ArchiveMigration.Types.ps1xml')
    FormatsToProcess     = @('module/bin/ArchiveMigration.Format.ps1xml')

    # With commas: a list of lines would be run as a script at every import.
    CmdletsToExport      = @(
        # Tenants
        'New-ArchiveMigrationEndpoint',
        'Get-ArchiveMigrationEndpoint',
        'Set-ArchiveMigrationEndpoint',
        'Remove-ArchiveMigrationEndpoint',
        'Test-ArchiveMigrationEndpoint',

        # Projects
        'New-ArchiveMigrationProject',
        'Get-ArchiveMigrationProject',
        'Set-ArchiveMigrationProject',
        'Remove-ArchiveMigrationProject',
        'Export-ArchiveMigrationProject',
        'Import-ArchiveMigrationProject',

        # Users
        'Add-ArchiveMigrationUser',
        'Get-ArchiveMigrationUser',
        'Set-ArchiveMigrationUser',
        'Remove-ArchiveMigrationUser',
        'Find-ArchiveMigrationUser',

        # Addresses
        'Add-ArchiveMigrationRecipient',
        'Get-ArchiveMigrationRecipient',
        'Remove-ArchiveMigrationRecipient',
        'Test-ArchiveMigrationRecipientMapping',

        # Before
        'Test-ArchiveMigrationCredential',
        'Test-ArchiveMigrationReadiness',
        'Test-ArchiveMigrationService',
        'Send-ArchiveMigrationNotification',

        # Migration
        'Start-ArchiveMigration',
        'Stop-ArchiveMigration',
        'Get-ArchiveMigrationStatistics',
        'Get-ArchiveMigrationItem',

        # Proof
        'Confirm-ArchiveMigration',
        'Test-ArchiveMigrationProof',
        'Export-ArchiveMigrationReport',
        'Send-ArchiveMigrationReport',

        # Companions
        'Get-ArchiveMigrationLegacyAddress',
        'Copy-ArchiveMigrationSetting',
        'ConvertTo-ArchiveMigrationSettingScript',

        # Undo
        'Undo-ArchiveMigration',

        # Second names of the above, short ones. Exchange Online has functions of some of these names.
        'New-MigrationEndpoint',
        'Get-MigrationEndpoint',
        'Set-MigrationEndpoint',
        'Remove-MigrationEndpoint',
        'Add-MigrationUser',
        'Get-MigrationUser',
        'Set-MigrationUser',
        'Remove-MigrationUser',
        'Test-MigrationCredential',
        'Get-MigrationStatistics'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()

    PrivateData          = @{
        PSData = @{
            Tags = @('PSEdition_Core', 'Windows', 'Linux', 'MacOS', 'Exchange', 'ExchangeOnline', 'Microsoft365', 'Archive', 'Mailbox', 'Migration', 'MicrosoftGraph')
        }
    }
}
