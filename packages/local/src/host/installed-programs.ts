import type { RegistryKey, RegistryValue } from "../native/native-helper.js";

/** A program that Windows lists under "Installed apps". */
export interface InstalledProgram {
  /** The name of its key, such as `Steam App 440`. */
  readonly id: string;
  readonly name: string;
  readonly folder: string | undefined;
  readonly version: string | undefined;
  readonly publisher: string | undefined;
  /** The command that removes it. */
  readonly uninstall: string | undefined;
}

/** Where programs register, for the user and for all users. */
export const UNINSTALL_KEYS: readonly string[] = ["HKCU", "HKLM"].map(
  (root) => `${root}\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall`,
);

/** Returns undefined for an entry without a name, such as an update. */
export function toInstalledProgram(id: string, { values }: RegistryKey): InstalledProgram | undefined {
  const name = textOf(values["DisplayName"]);
  if (name === undefined) return undefined;
  return {
    id,
    name,
    // Some installers put it in quotes, and some leave it out.
    folder: textOf(values["InstallLocation"])?.replace(/^"(.*)"$/, "$1") ?? folderOf(textOf(values["DisplayIcon"])),
    version: textOf(values["DisplayVersion"]),
    publisher: textOf(values["Publisher"]),
    uninstall: textOf(values["UninstallString"]),
  };
}

/** `"C:\Tide\tide.exe",0` → `C:\Tide`. Windows' own installer keeps icons elsewhere. */
function folderOf(icon: string | undefined): string | undefined {
  const [, folder] = /^"?([a-z]:\\.+?)\\[^\\]+\.exe\b/i.exec(icon ?? "") ?? [];
  return folder === undefined || /\\windows\\/i.test(`${folder}\\`) ? undefined : folder;
}

function textOf(value: RegistryValue | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}
