import { existsSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import type { Place } from "@galaxy-kit/protocol";
import { isPlainObject } from "@galaxy-kit/protocol";
import { openFolder } from "@galaxy-kit/simulator";
import { type Bundle, bundle } from "../../bundling/bundle.js";
import { readAssets } from "../../project/assets.js";
import { type Build, build, typescriptOf } from "../../project/build.js";
import { describeIntegration, type Description } from "../../project/describe-integration.js";
import { readProject } from "../../project/read-project.js";
import type { JsonDocument } from "./json-document.js";
import { memo, outcome } from "./outcome.js";
import { notOwn, ownFiles } from "./own-files.js";
import { classesIn } from "./sources.js";
import { readSources } from "./sources.js";

/** What a command has already made of a project. */
export interface Made {
  /** A successful build. */
  readonly build?: Build;
  readonly description?: Description;
  readonly bundle?: Bundle;
}

/** The project of an integration, as the rules see it. Everything is computed once, when a rule first needs it. */
export class ProjectSubject {
  constructor(
    readonly folder: string,
    readonly packageJson: JsonDocument,
    private readonly signal: AbortSignal,
    private readonly made: Made = {},
  ) {}

  /** The contents of package.json. */
  readonly project = memo(() => outcome(() => readProject(this.folder)));

  /** The files next to the bundle; empty if package.json has errors. */
  readonly assets = memo(async () => {
    const read = await this.project();
    return await outcome(async () => (read.ok ? await readAssets(read.value) : []));
  });

  /** The files that users get unchanged. */
  readonly shipped = memo(async () => {
    const assets = await this.assets();
    return assets.ok ? assets.value.map(({ path, size }) => ({ path, size, isLink: false })) : [];
  });

  /** The files of the project, without the output of its compiler. */
  readonly files = memo(async () => {
    const compiled = this.#compiledFolder();
    const files = await ownFiles(this.folder, notOwn);
    return compiled === undefined ? files : files.filter(({ path }) => !path.startsWith(`${compiled}/`));
  });

  readonly sources = memo(async () => await readSources(this.folder, await this.files()));

  readonly classes = memo(async () =>
    (await this.sources()).flatMap((module) => classesIn(module).map((found) => ({ ...found, isTest: module.isTest }))),
  );

  /** Undefined if there is nothing to compile. */
  readonly build = memo(() =>
    outcome(async () => {
      if (this.made.build) return this.made.build;
      const typescript = typescriptOf(this.folder);
      return typescript === undefined ? undefined : await build(typescript, this.folder, { signal: this.signal });
    }),
  );

  /** How it is started. */
  readonly opened = memo(() => outcome(() => openFolder(this.folder)));

  /** The integration's description of itself; undefined if it cannot be started. */
  readonly description = memo(async () => {
    const found = await this.#startable();
    if (!found) return undefined;
    return await outcome(
      async () => this.made.description ?? (await describeIntegration(found.source, { signal: this.signal })),
    );
  });

  /** The integration in one file; undefined if it cannot be started. */
  readonly bundle = memo(async () => {
    const entry = (await this.#startable())?.entry;
    if (entry === undefined) return undefined;
    return await outcome(async () => this.made.bundle ?? (await bundle(this.folder, entry)));
  });

  /** Returns the place of a class or of one of its methods, or of the entry if the sources do not contain it. */
  async placeOf(name: string): Promise<Place> {
    const [className, method] = name.split(".");
    const found = (await this.classes()).find(
      (one) => one.name === className && (method === undefined || one.methods.has(method)),
    );
    const place = method === undefined ? found : found?.methods.get(method);
    if (place?.file === undefined) return this.entryPlace();
    const { file, line, column } = place;
    return { file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
  }

  /** The place of diagnostics that have no other. */
  async entryPlace(): Promise<Place> {
    const main = (await this.sources()).find(({ file }) => /(?:^|\/)main\.[cm]?[jt]s$/.test(file));
    return { file: main?.file ?? "package.json" };
  }

  relative(path: string): string {
    return resolve(path)
      .slice(this.folder.length + 1)
      .replaceAll("\\", "/");
  }

  /** The folder of the entry, if the project is compiled. */
  #compiledFolder(): string | undefined {
    const { value } = this.packageJson;
    const settings = isPlainObject(value) ? value["galaxyKit"] : undefined;
    const entry = isPlainObject(settings) ? settings["entry"] : undefined;
    if (typeof entry !== "string" || !existsSync(join(this.folder, "tsconfig.json"))) return undefined;
    const folder = posix.dirname(posix.normalize(entry));
    return folder === "." ? undefined : folder;
  }

  async #startable() {
    const built = await this.build();
    if (!built.ok || built.value?.ok === false) return undefined;
    const opened = await this.opened();
    return opened.ok ? opened.value : undefined;
  }
}
