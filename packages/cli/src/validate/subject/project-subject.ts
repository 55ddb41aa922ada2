import { existsSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { isPlainObject } from "@galaxy-kit/protocol";
import { openFolder } from "@galaxy-kit/simulator";
import { bundle } from "../../bundling/bundle.js";
import { readAssets } from "../../project/assets.js";
import { build } from "../../project/build.js";
import { compilerOf } from "../../project/build.js";
import { describeIntegration } from "../../project/describe-integration.js";
import { readProject } from "../../project/read-project.js";
import type { JsonDocument } from "./json-document.js";
import { memo, outcome } from "./outcome.js";
import { ownFiles } from "./own-files.js";
import type { Place } from "./rule.js";
import { classesIn } from "./sources.js";
import { readSources } from "./sources.js";

/** What was installed or made, and what others keep in a project. */
const notOwn = new Set(["node_modules", ".git", "dist", "build", "coverage", "packed"]);

/** The project of an integration, as the rules see it. Everything is looked at once, when a rule asks for it. */
export class ProjectSubject {
  constructor(
    readonly folder: string,
    readonly packageJson: JsonDocument,
    private readonly signal: AbortSignal,
  ) {}

  /** What package.json says. */
  readonly project = memo(() => outcome(() => readProject(this.folder)));

  /** The files beside the bundle; nothing where package.json has errors. */
  readonly assets = memo(async () => {
    const read = await this.project();
    return await outcome(async () => (read.ok ? await readAssets(read.value) : []));
  });

  /** What users get as it is. */
  readonly shipped = memo(async () => {
    const assets = await this.assets();
    return assets.ok ? assets.value.map(({ path, size }) => ({ path, size, isLink: false })) : [];
  });

  /** Without what the compiler has made. */
  readonly files = memo(async () => {
    const compiled = this.#compiledFolder();
    const files = await ownFiles(this.folder, notOwn);
    return compiled === undefined ? files : files.filter(({ path }) => !path.startsWith(`${compiled}/`));
  });

  readonly sources = memo(async () => await readSources(this.folder, await this.files()));

  readonly classes = memo(async () =>
    (await this.sources()).flatMap((module) => classesIn(module).map((found) => ({ ...found, isTest: module.isTest }))),
  );

  /** Absent where there is nothing to compile. */
  readonly build = memo(() =>
    outcome(async () => {
      const compiler = compilerOf(this.folder);
      return compiler === undefined ? undefined : await build(compiler, this.folder, { signal: this.signal });
    }),
  );

  /** How it is started. */
  readonly opened = memo(() => outcome(() => openFolder(this.folder)));

  /** What it says about itself; undefined where it cannot be asked. */
  readonly description = memo(async () => {
    const source = await this.#startable();
    return source && (await outcome(() => describeIntegration(source.source, this.signal)));
  });

  /** It as one file; undefined where it does not come as far as that. */
  readonly bundle = memo(async () => {
    const entry = (await this.#startable())?.entry;
    return entry === undefined ? undefined : await outcome(() => bundle(this.folder, entry, { sourceMap: false }));
  });

  /** The place of a class or of one of its methods, where the sources have it. */
  async placeOf(name: string): Promise<Place> {
    const [className, method] = name.split(".");
    const found = (await this.classes()).find(
      (one) => one.name === className && (method === undefined || one.methods.has(method)),
    );
    const place = method === undefined ? found : found?.methods.get(method);
    return place
      ? { file: place.file, ...(place.line && place.column && { line: place.line, column: place.column }) }
      : this.entryPlace();
  }

  /** For what has no place of its own. */
  async entryPlace(): Promise<Place> {
    const main = (await this.sources()).find(({ file }) => /(?:^|\/)main\.[cm]?[jt]s$/.test(file));
    return { file: main?.file ?? "package.json" };
  }

  relative(path: string): string {
    return resolve(path)
      .slice(this.folder.length + 1)
      .replaceAll("\\", "/");
  }

  /** Where the entry is, in a project that is compiled. */
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
