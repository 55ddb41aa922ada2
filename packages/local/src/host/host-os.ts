import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Clock, Inject, Service } from "@galaxy-kit/sdk";
import { NATIVE_HELPER, type NativeHelper, type RegistryKey, type RegistryView } from "../native/native-helper.js";
import { hasHandler, openAddress } from "./addresses.js";
import { findInstallations, type Installation, type ProgramSearch, type UsedInstallation } from "./installations.js";
import { type InstalledProgram, toInstalledProgram, UNINSTALL_KEYS } from "./installed-programs.js";
import { type KnownFolders, linuxFolders, macFolders, SHELL_FOLDERS_KEY, windowsFolders } from "./known-folders.js";
import { queryRegistry } from "./reg-query.js";

/** The 64-bit one first: its values win. */
const VIEWS: readonly RegistryView[] = [64, 32];
/** How long it is remembered where a program is: to ask Windows for all programs takes a while. */
const FOUND_MS = 60_000;

/**
 * This computer: its folders, its registry, and the programs that it opens addresses with. Inject it.
 *
 * @example
 * ```ts
 * constructor(private readonly os: HostOs) {}
 *
 * async findSteam() {
 *   const steam = await this.os.registry("HKCU\\Software\\Valve\\Steam");
 *   return steam?.values["SteamPath"] ?? join((await this.os.folders()).data, "Steam");
 * }
 * ```
 */
@Service()
export class HostOs {
  readonly #found = new Map<
    string,
    { readonly at: number; readonly installations: Promise<readonly Installation[]> }
  >();

  constructor(
    @Inject(NATIVE_HELPER) private readonly helper: NativeHelper | undefined,
    private readonly clock: Clock,
  ) {}

  /** Resolves to this user's folders. Those that the user has moved or renamed are found. */
  async folders(): Promise<KnownFolders> {
    const source = { home: homedir(), env: process.env };
    switch (process.platform) {
      case "win32":
        return windowsFolders(source, await this.registry(SHELL_FOLDERS_KEY));
      case "darwin":
        return macFolders(source);
      default:
        return linuxFolders(source);
    }
  }

  /**
   * Resolves to a path in one of this user's folders, which may not exist.
   *
   * @example
   * ```ts
   * const database = await this.os.path("settings", "itch", "db", "butler.db");
   * ```
   */
  async path(folder: Exclude<keyof KnownFolders, "programs" | "sharedData">, ...names: string[]): Promise<string> {
    return join((await this.folders())[folder], ...names);
  }

  /**
   * Resolves to a key of the Windows registry, or undefined if it does not exist; always undefined on other systems.
   *
   * What 32-bit programs see and what 64-bit programs see is combined: a launcher may be either, and so is GALAXY (2.0 was, 2.1 is not).
   *
   * @param key - such as `HKLM\Software\Valve\Steam`; HKCU, HKLM, HKCR and HKU are known
   */
  async registry(key: string): Promise<RegistryKey | undefined> {
    if (process.platform !== "win32") return undefined;
    const found = await Promise.all(
      VIEWS.map((view) => this.helper?.registryKey(key, view) ?? queryRegistry(key, view)),
    );
    const views = found.filter((view) => view !== undefined);
    if (views.length === 0) return undefined;
    return {
      values: Object.assign({}, ...views.map(({ values }) => values).reverse()) as RegistryKey["values"],
      keys: [...new Set(views.flatMap(({ keys }) => keys))],
    };
  }

  /**
   * Resolves to where a program is installed, the best place first; empty if it is nowhere. It is remembered for a minute.
   *
   * @example
   * ```ts
   * const [dolphin] = await this.os.installations({
   *   program: ["dolphin-emu", "Dolphin"],
   *   title: "Dolphin",
   *   flatpak: "org.DolphinEmu.dolphin-emu",
   * });
   * ```
   */
  installations(
    of: ProgramSearch & { readonly config: string | readonly string[] },
  ): Promise<readonly UsedInstallation[]>;
  installations(of: ProgramSearch): Promise<readonly Installation[]>;
  installations(of: ProgramSearch): Promise<readonly Installation[]> {
    const key = JSON.stringify(of);
    const known = this.#found.get(key);
    const now = this.clock.now();
    if (known && now >= known.at && now - known.at < FOUND_MS) return known.installations;
    const installations = this.#findInstallations(of);
    this.#found.set(key, { at: now, installations });
    installations.catch(() => this.#found.delete(key));
    return installations;
  }

  async #findInstallations(of: ProgramSearch): Promise<readonly Installation[]> {
    return findInstallations(of, {
      system: process.platform,
      env: process.env,
      folders: await this.folders(),
      installedPrograms: () => this.installedPrograms(),
      registeredPath: async (key, name) => {
        const value = (await this.registry(key))?.values[name];
        // Some installers put it in quotes.
        return typeof value === "string" ? value.replace(/^"(.*)"$/, "$1") : undefined;
      },
    });
  }

  /** Resolves to the programs that Windows lists under "Installed apps"; empty on other systems. */
  async installedPrograms(): Promise<readonly InstalledProgram[]> {
    const groups = await Promise.all(
      UNINSTALL_KEYS.map(async (group) => {
        const { keys = [] } = (await this.registry(group)) ?? {};
        return Promise.all(keys.map(async (id) => ({ id, key: await this.registry(`${group}\\${id}`) })));
      }),
    );
    return groups.flat().flatMap(({ id, key }) => (key && toInstalledProgram(id, key)) ?? []);
  }

  /**
   * Resolves to whether a program is registered for the scheme of an address, such as `steam://rungameid/440`; to true if that
   * is unknown.
   */
  hasHandler(address: string): Promise<boolean> {
    return hasHandler(address);
  }

  /**
   * Opens an address in the user's browser, or in the program that is registered for its scheme; a file or a folder in the program for its
   * kind.
   *
   * @param address - an address, or an absolute path
   */
  open(address: string): Promise<void> {
    return openAddress(isAbsolute(address) ? pathToFileURL(address).href : address);
  }
}
