import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isPlainObject } from "@galaxy-kit/protocol";
import type { Package } from "../bundling/module-place.js";
import { standardLicense } from "./standard-licenses.js";

/** The licenses of the packages in a bundle. */
export interface Licenses {
  readonly text: string;
  /** Packages whose license text is unknown: they ship none, and name no license that is the same everywhere. */
  readonly missing: readonly string[];
}

const RULE = "-".repeat(80);
const LICENSE_FILE = /^(?:un)?licen[cs]e|^copying|^notice/i;

/** Gathers the license text of each package. */
export async function gatherLicenses(packages: readonly Package[]): Promise<Licenses> {
  const entries = await Promise.all(packages.map(readLicense));
  const text = entries.map(
    ({ heading, terms, body }) =>
      `${RULE}\n${heading} (${terms})\n${RULE}\n\n${body ?? `The package ships no license text. Its package.json says: ${terms}`}\n`,
  );
  return {
    text: ["This integration contains the following packages.\n", ...text].join("\n"),
    missing: entries.filter(({ body }) => body === undefined).map(({ heading, terms }) => `${heading} (${terms})`),
  };
}

async function readLicense({ folder, name, version }: Package) {
  const json: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const terms = termsIn(json);
  const shipped = await shippedTexts(folder);
  return {
    heading: `${name} ${version}`,
    terms,
    body: shipped.length > 0 ? shipped.join("\n\n") : named(terms, authorIn(json) ?? `the authors of ${name}`),
  };
}

async function shippedTexts(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file)).sort();
  const texts = await Promise.all(names.map((file) => readFile(join(folder, file), "utf8").catch(() => "")));
  // Files checked out on Windows have other line endings.
  return texts.map((text) => text.replace(/\r\n/g, "\n").trim()).filter((text) => text !== "");
}

function named(terms: string, holder: string): string | undefined {
  const text = standardLicense(terms, holder);
  return text === undefined
    ? undefined
    : `The package ships no license text. This is the license that its package.json names:\n\n${text}`;
}

function termsIn(json: unknown): string {
  const license: unknown = isPlainObject(json) ? json["license"] : undefined;
  if (typeof license === "string") return license;
  return isPlainObject(license) && typeof license["type"] === "string" ? license["type"] : "license unknown";
}

/** Returns the name alone: npm allows "name <email> (URL)", too. */
function authorIn(json: unknown): string | undefined {
  const author: unknown = isPlainObject(json) ? json["author"] : undefined;
  const text: unknown = isPlainObject(author) ? author["name"] : author;
  const name = typeof text === "string" ? text.replace(/[<(].*$/s, "").trim() : "";
  return name === "" ? undefined : name;
}
