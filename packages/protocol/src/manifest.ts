import { type Codec, object, optional, refuse, string } from "./codec/index.js";
import { isPlatform, type Platform } from "./platforms.js";

/** `manifest.json`, which describes an integration to GALAXY. */
export interface Manifest {
  /** Shown in the list of integrations. */
  readonly name: string;
  readonly platform: Platform;
  /** Identifies the integration. */
  readonly guid: string;
  /** The same version as in the integration's code. */
  readonly version: string;
  readonly description: string;
  readonly author: string;
  /** The Python file that GALAXY starts, relative to the folder. */
  readonly script: string;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  /** The address of a JSON document that lists the newest release. */
  readonly updateUrl?: string | undefined;
}

const GUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

function text<T extends string>(expected: string, fits: (value: string) => boolean): Codec<T> {
  const check = (value: unknown): T =>
    typeof value === "string" && fits(value) ? (value as T) : refuse(expected, value);
  return { encode: check, decode: check };
}

const staysInFolder = (path: string): boolean =>
  path !== "" && !/^([/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes("..");

export const manifest = object<Manifest>("a manifest", {
  name: text("a name", (value) => value.trim() !== ""),
  platform: text<Platform>('a platform that GALAXY knows, such as "itch" or "humble"', isPlatform),
  guid: text('a GUID such as "1b3d7d4e-0c7c-4f4f-9d3e-3f5b8a0c2d11"', (value) => GUID.test(value)),
  version: text('a version such as "1.2.0"', (value) => /^\d+(\.\d+)*([-+.][\w.+-]+)?$/.test(value)),
  description: string,
  author: string,
  script: text("a path inside the folder", staysInFolder),
  email: optional(string),
  url: optional(string),
  updateUrl: optional(string),
});
