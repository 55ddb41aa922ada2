import { UsageError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";

/** The addresses that open a file in an editor, if the editor has registered for them. */
const addresses = {
  vscode: "vscode://file{file}:{line}:{column}",
  "vscode-insiders": "vscode-insiders://file{file}:{line}:{column}",
  vscodium: "vscodium://file{file}:{line}:{column}",
  cursor: "cursor://file{file}:{line}:{column}",
  windsurf: "windsurf://file{file}:{line}:{column}",
  zed: "zed://file{file}:{line}:{column}",
  idea: "idea://open?file={file}&line={line}&column={column}",
  webstorm: "webstorm://open?file={file}&line={line}&column={column}",
} as const;

type Editor = keyof typeof addresses;

const names = Object.keys(addresses) as Editor[];

/**
 * Returns the address of a link to a line in a file.
 *
 * @param setting - the name of an editor, or an address with `{file}`; VS Code by default
 * @throws `UsageError` if it is neither
 */
export function editorAddress(setting = process.env["GALAXY_KIT_EDITOR"] || "vscode"): string {
  const known = names.find((name) => name === setting);
  if (known !== undefined) return addresses[known];
  // A page must not run code from an address.
  if (/^(?!javascript:|data:)[a-z][a-z0-9+.-]*:/i.test(setting) && setting.includes("{file}")) return setting;
  const meant = nearest(setting, names);
  const hint = meant === undefined ? `The editors are ${names.join(", ")}.` : `Did you mean ${meant}?`;
  throw new UsageError(
    `Unknown editor '${setting}'. ${hint} An address such as 'myeditor://open?file={file}&line={line}' works, too.`,
  );
}
