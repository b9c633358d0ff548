BeforeDiscovery {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Examples.ps1
    $pages = Get-ChildItem "$Root/docs/en-US", "$Root/docs/guides", "$Root/README.md" -Filter *.md -ErrorAction Ignore | ForEach-Object {
        $examples = @(Get-Example $_)
        if ($examples.Count) {
            @{ Page = $_.Name; Examples = $examples; Session = @{} }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    . $PSScriptRoot/Examples.ps1
    Set-ExampleCertificate
}

AfterAll {
    Clear-Example
}

# Every block of PowerShell in the README, the help, its topics and the guides does what it says, in the order of its page. What cannot be run here says so in its first line.
Describe 'The examples of <Page>' -ForEach $pages {
    BeforeAll {
        $Session.It = New-ExampleSession $Page (Join-Path $TestDrive $Page)
    }

    AfterAll {
        $it = $Session.It
        ${it}?.Runspace.Dispose()
        ${it}?.Dispose()
    }

    # Named at once: Pester fills in no names of what it skips.
    foreach ($example in $Examples | Where-Object NotRun) {
        It "$($example.Title) (not run: $($example.NotRun))" -Skip {
        }
    }

    It '<Title>' -ForEach ($Examples | Where-Object { -not $_.NotRun } | ForEach-Object { @{ Title = $_.Title; Code = $_.Code } }) {
        $Code | Should -Not -BeNullOrEmpty
        { Invoke-InSession $Session.It (Get-RunnableCode $Code) } | Should -Not -Throw
    }
}
