import { isPlainObject } from "@galaxy-kit/protocol";
import { readManifest } from "@galaxy-kit/simulator";
import type { JsonDocument } from "./json-document.js";
import { memo, outcome } from "./outcome.js";
import { ownFiles } from "./own-files.js";
import { readText } from "./own-files.js";

/** An integration in the form that GALAXY installs: packed by Galaxy Kit or written in Python. */
export class InstalledSubject {
  constructor(
    readonly folder: string,
    readonly manifest: JsonDocument,
  ) {}

  readonly files = memo(() => ownFiles(this.folder, new Set([".git", "__pycache__"])));

  /** Users get every file unchanged. */
  readonly shipped = this.files;

  /** What is unusual about the manifest; a failure if the simulated client would not start it. */
  readonly warnings = memo(() => outcome(async () => (await readManifest(this.folder))?.warnings ?? []));

  /** The Python file that GALAXY starts; undefined if it does not exist. */
  readonly script = memo(async () => {
    const path = this.member("script");
    const file = (await this.files()).find((one) => one.path === path);
    const text = file && (await readText(this.folder, file));
    return path === undefined || text === undefined ? undefined : { file: path, text };
  });

  /** Returns a string of the manifest. */
  readonly member = (name: string): string | undefined => {
    const value = isPlainObject(this.manifest.value) ? this.manifest.value[name] : undefined;
    return typeof value === "string" ? value : undefined;
  };
}
