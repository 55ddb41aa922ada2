import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isPlainObject } from "@galaxy-kit/protocol";
import type { Package } from "../bundling/module-place.js";

/** The licences of what is in a bundle. */
export interface Licences {
  readonly text: string;
  /** Packages that bring no text of their licence. */
  readonly missing: readonly string[];
}

const RULE = "-".repeat(80);
const LICENCE_FILE = /^(?:un)?licen[cs]e|^copying|^notice/i;

/** Gathers the text that each package asks to be passed on with it. */
export async function gatherLicences(packages: readonly Package[]): Promise<Licences> {
  const entries = await Promise.all(packages.map(readLicence));
  const text = entries.map(({ heading, texts, terms }) => {
    const body =
      texts.length > 0
        ? texts.join("\n\n")
        : `The package brings no text of its licence. Its package.json says: ${terms}`;
    return `${RULE}\n${heading} (${terms})\n${RULE}\n\n${body}\n`;
  });
  return {
    text: ["This integration contains the following packages.\n", ...text].join("\n"),
    missing: entries.filter(({ texts }) => texts.length === 0).map(({ heading, terms }) => `${heading} (${terms})`),
  };
}

async function readLicence({ folder, name, version }: Package) {
  const names = (await readdir(folder)).filter((file) => LICENCE_FILE.test(file)).sort();
  const texts = await Promise.all(names.map((file) => readFile(join(folder, file), "utf8").catch(() => "")));
  return {
    heading: `${name} ${version}`,
    terms: termsIn(JSON.parse(await readFile(join(folder, "package.json"), "utf8"))),
    // What was checked out on Windows has other line ends.
    texts: texts.map((text) => text.replace(/\r\n/g, "\n").trim()).filter((text) => text !== ""),
  };
}

function termsIn(json: unknown): string {
  const licence: unknown = isPlainObject(json) ? json["license"] : undefined;
  if (typeof licence === "string") return licence;
  return isPlainObject(licence) && typeof licence["type"] === "string" ? licence["type"] : "licence unknown";
}
