import { Clock, Lifetime, Logger, Secrets, Service } from "@galaxy-kit/sdk";
import { DataFolder } from "@galaxy-kit/state";
import { Declaration, type SettingsClass } from "../model/declaration.js";
import { LiveSettings, type SettingsContext } from "./live-settings.js";
import { SecretProtector } from "./secret-protector.js";

/** The settings files of this integration. */
@Service()
export class SettingsFiles {
  readonly #open = new Map<SettingsClass, LiveSettings>();
  readonly #context: SettingsContext;

  constructor(
    folder: DataFolder,
    log: Logger,
    secrets: Secrets,
    clock: Clock,
    lifetime: Lifetime,
    protector: SecretProtector,
  ) {
    this.#context = {
      folders: folder,
      log: log.named("settings"),
      secrets,
      clock,
      signal: lifetime.signal,
      protector,
    };
  }

  get all(): readonly LiveSettings[] {
    return [...this.#open.values()];
  }

  /** Returns the settings of a class, which are read at once when it is called for the first time. */
  of<Settings extends object>(target: SettingsClass<Settings>): LiveSettings<Settings> {
    const known = this.#open.get(target) as LiveSettings<Settings> | undefined;
    if (known) return known;
    const settings = new LiveSettings(new Declaration(target), this.#context);
    const rival = this.all.find(({ path }) => path === settings.path);
    if (rival) {
      throw new TypeError(
        `${target.name} and ${rival.declaration.name} have the same file, ${settings.path}: give one of them @Settings({ file }).`,
      );
    }
    this.#open.set(target, settings);
    return settings;
  }
}
