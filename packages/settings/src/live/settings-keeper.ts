import { Inject, Logger, OnHandshake, Service } from "@galaxy-kit/sdk";
import { type Contribution, Contributions, Monitor } from "@galaxy-kit/sdk/extend";
import { type AboutSettings, CHANGES, type OnSettingsChangeHandler } from "./change-point.js";
import { SettingsFiles } from "./settings-files.js";
import { settingsPart } from "./settings-part.js";
import { OWN_PROGRAM, type OwnProgram, writeShortcut } from "./shortcut.js";

/** Keeps the settings up to date while the integration runs, and calls the methods that want to know. */
@Service()
export class SettingsKeeper {
  constructor(
    private readonly files: SettingsFiles,
    private readonly contributions: Contributions,
    @Inject(OWN_PROGRAM) private readonly program: OwnProgram,
    private readonly log: Logger,
    private readonly monitor: Monitor,
  ) {}

  @OnHandshake()
  async open(): Promise<void> {
    const methods = this.contributions.to(CHANGES);
    for (const settings of this.files.all) {
      for (const method of methods) {
        if ((method.options as AboutSettings).settings === settings.declaration.target)
          settings.onChange(oneByOne(method));
      }
      this.monitor.show(() => settingsPart(settings));
      await settings.open();
      await writeShortcut(settings, this.program).catch((error: unknown) => {
        this.log.warn("The shortcut to the settings cannot be written", { error });
      });
    }
  }
}

/** Calls a method for changes; those that come while it runs are passed to it afterwards, together. */
function oneByOne(method: Contribution<OnSettingsChangeHandler<never>>): (changed: readonly string[]) => void {
  const waiting = new Set<string>();
  let isRunning = false;
  return (changed) => {
    for (const key of changed) waiting.add(key);
    if (isRunning) return;
    isRunning = true;
    void (async () => {
      while (waiting.size > 0) {
        const next = [...waiting];
        waiting.clear();
        await method.attempt(next);
      }
      isRunning = false;
    })();
  };
}
