/** Returns the command that runs a script in the PowerShell of Windows. */
export function powerShellCommand(script: string): readonly [string, ...string[]] {
  return ["powershell.exe", "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script];
}
