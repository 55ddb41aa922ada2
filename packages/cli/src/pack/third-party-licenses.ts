import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isPlainObject } from "@galaxy-kit/protocol";
import type { Package } from "../bundling/module-place.js";

/** The licenses of the packages in a bundle. */
export interface Licenses {
  readonly text: string;
  /** Packages that ship no license text. */
  readonly missing: readonly string[];
}

const RULE = "-".repeat(80);
const LICENSE_FILE = /^(?:un)?licen[cs]e|^copying|^notice/i;

/** Gathers the license text of each package. */
export async function gatherLicenses(packages: readonly Package[]): Promise<Licenses> {
  const entries = await Promise.all(packages.map(readLicense));
  const text = entries.map(({ heading, texts, terms }) => {
    const body =
      texts.length > 0 ? texts.join("\n\n") : `The package ships no license text. Its package.json says: ${terms}`;
    return `${RULE}\n${heading} (${terms})\n${RULE}\n\n${body}\n`;
  });
  return {
    text: ["This integration contains the following packages.\n", ...text].join("\n"),
    missing: entries.filter(({ texts }) => texts.length === 0).map(({ heading, terms }) => `${heading} (${terms})`),
  };
}

async function readLicense({ folder, name, version }: Package) {
  const names = (await readdir(folder)).filter((file) => LICENSE_FILE.test(file)).sort();
  const texts = await Promise.all(names.map((file) => readFile(join(folder, file), "utf8").catch(() => "")));
  return {
    heading: `${name} ${version}`,
    terms: termsIn(JSON.parse(await readFile(join(folder, "package.json"), "utf8"))),
    // Files checked out on Windows have other line endings.
    texts: texts.map((text) => text.replace(/\r\n/g, "\n").trim()).filter((text) => text !== ""),
  };
}

function termsIn(json: unknown): string {
  const license: unknown = isPlainObject(json) ? json["license"] : undefined;
  if (typeof license === "string") return license;
  return isPlainObject(license) && typeof license["type"] === "string" ? license["type"] : "license unknown";
}
