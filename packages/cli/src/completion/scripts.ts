/** The shells that can complete words. */
export const shells = ["bash", "zsh", "fish", "powershell"] as const;

export type Shell = (typeof shells)[number];

const bash = `
_galaxy_kit() {
  local IFS=$'\\n'
  COMPREPLY=($("$1" completion bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _galaxy_kit galaxy-kit
`;

const zsh = `
#compdef galaxy-kit
_galaxy_kit() {
  local -a candidates
  local word description
  while IFS=$'\\t' read -r word description; do
    candidates+=("\${word//:/\\\\:}:$description")
  done < <("$words[1]" completion zsh -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( $#candidates )); then _describe galaxy-kit candidates; else _files; fi
}
compdef _galaxy_kit galaxy-kit
`;

const fish = `
function __galaxy_kit_complete
  set -l words (commandline -opc) (commandline -ct)
  set -l candidates ($words[1] completion fish -- $words[2..] 2>/dev/null)
  if set -q candidates[1]
    printf '%s\\n' $candidates
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c galaxy-kit -f -a '(__galaxy_kit_complete)'
`;

const powershell = `
Register-ArgumentCompleter -Native -CommandName galaxy-kit -ScriptBlock {
  param($word, $ast, $position)
  $before = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
  if ($word) { $before = @($before | Select-Object -SkipLast 1) }
  # An empty argument would be dropped.
  $typed = if ($word) { $word } else { ' ' }
  galaxy-kit completion powershell -- @before $typed 2>$null | ForEach-Object {
    $text, $description = $_ -split "\`t", 2
    $tip = if ($description) { $description } else { $text }
    [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $tip)
  }
}
`;

const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };

/** Returns the script that makes a shell ask this program which words can be typed. */
export function scriptFor(shell: Shell): string {
  return scripts[shell].trimStart();
}
