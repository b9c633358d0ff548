BeforeAll {
    . $PSScriptRoot/Common.ps1
    Use-NewStore
    $user = New-SandboxUser -Items 12
    $failing = New-SandboxUser -With @{ archiveAtSource = $false }
    New-SandboxProject $user, $failing
    $null = Start-ArchiveMigration Merger
}

Describe 'Export-ArchiveMigrationReport' {
    BeforeEach {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive (New-Guid))).FullName
    }

    It 'writes one page and gives the file' {
        $file = Export-ArchiveMigrationReport Merger -Path "$folder/merger.html"

        $file | Should -BeOfType IO.FileInfo
        $page = $file | Get-Content -Raw
        $page | Should -Match '<title>Merger – archive migration report</title>'
        $page | Should -Match "12 of 12 items at the destination; 1 user could not be migrated\."
        $page | Should -Match "(?s)Needs a person.*$($failing.sourceAddress).*no in-place archive"
        Get-ChildItem $folder | Should -HaveCount 1
    }

    It 'writes users with the columns of the statistics, numbers as numbers' {
        $rows = Import-Csv (Export-ArchiveMigrationReport Merger "$folder/users.csv")
        $statistics = Get-ArchiveMigrationStatistics Merger $user.sourceAddress

        $rows | Should -HaveCount 2
        $rows[0].SourceAddress | Should -Be $user.sourceAddress
        [long] $rows[0].SyncedItemSize | Should -Be $statistics.SyncedItemSize
        $rows[0].Status | Should -Be 'Completed'
        $rows[0].TotalInProgressDuration | Should -Match '^\d+:\d\d:\d\d$'
        $rows[1].StatusDetail | Should -BeLike '*no in-place archive*'
    }

    It 'has MigrationWiz''s columns when asked' {
        $file = Export-ArchiveMigrationReport Merger "$folder/wiz.csv" -Layout MigrationWizStatistics
        $rows = Import-Csv $file

        (Get-Content $file -TotalCount 1) | Should -BeLike 'Project Type,Project Name,Mailbox Id,Source Email Address,*,Total Migration Minutes, Migration Speed MB/Hour, Migration Speed GB/hour'
        $rows[0].'Email Success Count' | Should -Be 12
        $rows[0].'Total Success Count' | Should -Be (12 + $rows[0].'Folders Success Count')
        $rows[1].'Last Status' | Should -Be 'Failed'
        Get-Content (Export-ArchiveMigrationReport Merger "$folder/errors.csv" -Layout MigrationWizErrors) |
            Should -Be 'Project Type,Project Name,Mailbox Id,Source Email Address,Destination Email Address,Type,Date,Size (bytes),Error,Subject'
    }

    It 'writes JSON that comes back as objects' {
        $report = Get-Content (Export-ArchiveMigrationReport Merger "$folder/report.json") -Raw | ConvertFrom-Json

        $report.Project | Should -Be 'Merger'
        $report.Users[0].SyncedItemCount | Should -Be 12
        $report.Users[1].Status | Should -Be 'Failed'
        @($report.FailedItems) | Should -HaveCount 0
    }

    It 'takes projects from the pipeline, a file for each' {
        $null = New-ArchiveMigrationProject 'Branch: Wien' -Source Contoso -Destination Fabrikam

        $files = Get-ArchiveMigrationProject | Export-ArchiveMigrationReport -Path $folder
        $named = Get-ArchiveMigrationProject | Export-ArchiveMigrationReport -Path { "$folder/$($_.Source)-$($_.Name.Length).json" }
        $error.Clear()
        $same = Get-ArchiveMigrationProject | Export-ArchiveMigrationReport -Path "$folder/one.html" -ErrorAction SilentlyContinue

        $files.Name | Sort-Object | Should -Be 'Branch_ Wien.html', 'Merger.html'
        $named.Name | Sort-Object | Should -Be 'Contoso-12.json', 'Contoso-6.json'
        @($same) | Should -HaveCount 1
        "$($error[0])" | Should -BeLike '*would replace one that was just written*'
        Remove-ArchiveMigrationProject 'Branch: Wien' -Confirm:$false
    }

    It 'replaces a file as other exports do, unless told not to' {
        $path = "$folder/merger.html"
        Set-Content $path 'old'
        (Get-ErrorOf { Export-ArchiveMigrationReport Merger $path -NoClobber }).FullyQualifiedErrorId | Should -BeLike 'ReportFileNotWritable,*'
        Get-Content $path | Should -Be 'old'

        Set-ItemProperty $path IsReadOnly $true
        (Get-ErrorOf { Export-ArchiveMigrationReport Merger $path }).FullyQualifiedErrorId | Should -BeLike 'ReportFileNotWritable,*'
        Get-Content $path | Should -Be 'old'

        (Export-ArchiveMigrationReport Merger $path -Force).Length | Should -BeGreaterThan 1000
    }

    It 'writes nothing with -WhatIf' {
        Export-ArchiveMigrationReport Merger "$folder/merger.html" -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }

    It 'says <ErrorId>: <What>' -TestCases @(
        @{ What = 'no such project'; ErrorId = 'ProjectNotFound'; With = @{ Project = 'Nope'; Path = 'x.html' } }
        @{ What = 'an extension that says nothing'; ErrorId = 'InvalidArgument'; With = @{ Project = 'Merger'; Path = 'x.docx' } }
        @{ What = 'no extension'; ErrorId = 'InvalidArgument'; With = @{ Project = 'Merger'; Path = 'x' } }
        @{ What = 'a layout that is not for pages'; ErrorId = 'InvalidArgument'; With = @{ Project = 'Merger'; Path = 'x.html'; Format = 'Html'; Layout = 'Users' } }
        @{ What = 'a folder that is not there'; ErrorId = 'ReportFileNotWritable'; With = @{ Project = 'Merger'; Path = 'no/where/x.html' } }
    ) {
        (Get-ErrorOf { Export-ArchiveMigrationReport @With }).FullyQualifiedErrorId | Should -BeLike "$ErrorId,*"
    }
}
