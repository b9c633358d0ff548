BeforeDiscovery {
    $commands = (Import-PowerShellDataFile "$PSScriptRoot/../../ArchiveMigration.psd1").CmdletsToExport | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
}

Describe 'Get-Help' {
    It 'knows <Name> from its page' -TestCases $commands {
        $help = Get-Help $Name -Full

        $help.Name | Should -Be $Name
        $help.Synopsis | Should -Not -Match ([regex]::Escape("$Name [")) -Because 'a command without a page shows its syntax there'
        "$($help.description.Text)" | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterThan 0
        $help.relatedLinks | Should -Not -BeNullOrEmpty
    }

    It 'shows the parameters of <Name> as PowerShell binds them' -TestCases $commands {
        $command = Get-Command $Name -Module ArchiveMigration
        $help = Get-Help $Name -Full
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        $own = $command.Parameters.Values | Where-Object Name -NotIn $common

        $help.parameters.parameter.Name | Sort-Object | Should -Be ($own.Name | Sort-Object)
        foreach ($set in $command.ParameterSets) {
            $names = $set.Parameters.Name | Where-Object { $_ -notin $common } | Sort-Object
            $item = $help.syntax.syntaxItem | Where-Object { "$(@($_.parameter.Name) | Sort-Object)" -eq "$names" }
            $item | Should -Not -BeNullOrEmpty -Because "the set $($set.Name) is a line of the syntax"
            foreach ($parameter in $set.Parameters | Where-Object Name -NotIn $common) {
                $shown = @($item)[0].parameter | Where-Object Name -EQ $parameter.Name
                $shown.required | Should -Be "$($parameter.IsMandatory)".ToLowerInvariant() -Because "of -$($parameter.Name)"
                $shown.position | Should -Be ($parameter.Position -ge 0 ? "$($parameter.Position)" : 'named') -Because "of -$($parameter.Name)"
                $shown.aliases | Should -Be ($parameter.Aliases.Count ? $parameter.Aliases -join ', ' : 'none') -Because "of -$($parameter.Name)"
            }
        }
    }

    It 'finds the topic <Topic>, and says in a list what it is about' -TestCases (
        Get-ChildItem "$PSScriptRoot/../../docs/en-US/about_*.md" | ForEach-Object { @{ Topic = $_.BaseName } }
    ) {
        Get-Help $Topic | Should -BeLike "*SHORT DESCRIPTION*"
        (Get-Help about_ArchiveMigration* | Where-Object Name -EQ $Topic).Synopsis | Should -Match '\.$'
    }
}
