Register-ArgumentCompleter -Native -CommandName 'ziping', 'ziping.exe', 'ziping.bat' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $said = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
    $offer = @{ Words = @('--help', '--version'); Files = @('toml') }
    if ($said.Count -eq 0) {
        $offer.Words += @($ZipingCommands.Keys)
    } else {
        $command = $ZipingCommands[$said[0]]
        if ($null -eq $command) { return }
        $place = 0
        $offer = $null
        for ($i = 1; $i -lt $said.Count; $i++) {
            if ($said[$i].StartsWith('-')) {
                $value = $command.Options[$said[$i]]
                if ($null -ne $value -and $i -eq $said.Count - 1) { $offer = $value }
                if ($null -ne $value) { $i++ }
            } else { $place++ }
        }
        if ($null -eq $offer) {
            $last = $command.Slots.Count - 1
            if ($place -gt $last -and $command.Endless) { $place = $last }
            $offer = @{ Words = @(); Files = @() }
            if ($place -le $last) { $offer = $command.Slots[$place] }
            if ($wordToComplete.StartsWith('-')) { $offer = @{ Words = @($command.Options.Keys); Files = @() } }
        }
    }
    $offer.Words | Where-Object { $_ -like "$wordToComplete*" } | Sort-Object | ForEach-Object {
        $does = if ($said.Count -eq 0 -and $ZipingCommands.Contains($_)) { $ZipingCommands[$_].Does } else { $_ }
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $does)
    }
    if ($offer.Files.Count) {
        Get-ChildItem -Path "$wordToComplete*" -ErrorAction SilentlyContinue | Where-Object {
            $_.PSIsContainer -or $offer.Files -contains '*' -or $offer.Files -contains $_.Extension.TrimStart('.')
        } | ForEach-Object {
            $folder = Split-Path -Path $wordToComplete
            $path = if ($folder) { Join-Path -Path $folder -ChildPath $_.Name } else { $_.Name }
            $quoted = if ($path -match "[\s']") { "'" + $path.Replace("'", "''") + "'" } else { $path }
            [System.Management.Automation.CompletionResult]::new($quoted, $_.Name, 'ProviderItem', $path)
        }
    }
}
