# Completion of anju for PowerShell, 5.1 and later.

Register-ArgumentCompleter -Native -CommandName anju -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $line = $commandAst.Extent.Text
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    if ($length -lt $line.Length) {
        $line = $line.Substring(0, $length)
    } else {
        $line = $line.PadRight($length)
    }
    $settings = @{
        _ANJU_COMPLETE = 'powershell'
        _ANJU_COMPLETE_LINE = $line
        PYTHONUTF8 = '1'
    }
    $saved = @{}
    $encoding = [Console]::OutputEncoding
    $reply = @()
    try {
        foreach ($name in $settings.Keys) {
            $saved[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $settings[$name])
        }
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $program = $commandAst.GetCommandName()
        $reply = @(& $program 2>$null)
    } catch {
        $reply = @()
    } finally {
        foreach ($name in $saved.Keys) {
            [Environment]::SetEnvironmentVariable($name, $saved[$name])
        }
        [Console]::OutputEncoding = $encoding
    }
    if ($reply.Count -eq 0) {
        return
    }
    if ($reply[0] -eq 'files') {
        return [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
    }
    if ($reply[0] -eq 'folders') {
        return [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete) |
            Where-Object { $_.ResultType -eq 'ProviderContainer' }
    }
    foreach ($one in ($reply | Select-Object -Skip 1)) {
        $value, $help = $one -split "`t", 2
        if (-not $help) {
            $help = $value
        }
        $text = $value
        if ($value -match '[^\p{L}\p{N}_./:=-]') {
            # Curly single quotes close a string as straight ones do.
            $text = "'" + ($value -replace "['\u2018-\u201b]", '$0$0') + "'"
        }
        [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $help)
    }
}
