import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Class,
  GalaxyPlugin,
  Inject,
  LocalGames,
  NoLogin,
  Platform,
  type Provider,
  Service,
} from "@galaxy-kit/sdk";
import { DataFolder } from "@galaxy-kit/state";
import { startTestPlugin, type TestGalaxy } from "@galaxy-kit/testing";
import { afterEach } from "@jest/globals";
import type { SettingsClass } from "../../src/index.js";

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** The folders of one user and integration. */
export class UserFolder {
  readonly root = mkdtempSync(join(tmpdir(), "settings-"));
  readonly config = join(this.root, "config");
  readonly file = join(this.config, "settings.jsonc");

  constructor() {
    // The synchronous one would not find what a write that is under way adds.
    cleanups.push(() => rm(this.root, { recursive: true, force: true, maxRetries: 5 }));
  }

  write(text: string, path = this.file): void {
    mkdirSync(this.config, { recursive: true });
    writeFileSync(path, text);
  }

  read(path = this.file): string {
    return readFileSync(path, "utf8");
  }
}

export interface RunningSettings<Settings> {
  /** The instance that is injected. */
  readonly settings: Settings;
  /** What a constructor saw. */
  readonly early: object;
  readonly galaxy: TestGalaxy;
  /** Moves the clock on until the condition holds: events of the file system come when they want. */
  until(condition: () => boolean): Promise<void>;
}

interface RunOptions {
  readonly folder?: UserFolder;
  readonly services?: readonly Class[];
  readonly overrides?: readonly Provider[];
  /** The decorator of the plugin class; `@NoLogin()` by default. */
  readonly login?: (target: Class) => void;
}

/** Starts an integration that has the settings. */
export async function runWith<Settings extends object>(
  target: SettingsClass<Settings>,
  { folder = new UserFolder(), services = [], overrides = [], login = NoLogin() }: RunOptions = {},
): Promise<RunningSettings<Settings>> {
  let injected: Settings | undefined;
  let early = {};
  @Service()
  class Reader {
    constructor(@Inject(target) settings: Settings) {
      injected = settings;
      early = { ...settings };
    }

    @LocalGames()
    games() {
      return [];
    }
  }
  @GalaxyPlugin({ platform: Platform.Test, services: [...services, Reader] })
  @login
  class TestPlugin {}
  const galaxy = await startTestPlugin(TestPlugin, {
    overrides: [{ provide: DataFolder, useValue: DataFolder.in(folder.root) }, ...overrides],
  });
  cleanups.push(() => galaxy.close());
  return {
    galaxy,
    settings: injected!,
    early,
    until: async (condition) => {
      for (let tries = 0; !condition(); tries++) {
        if (tries > 500) throw new Error(`timed out: ${condition.toString()}`);
        await galaxy.clock.advance("100ms");
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}
