import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { Platform } from "@galaxy-kit/protocol";
import { templateFolder } from "../project/templates.js";
import type { Answers } from "./answers.js";
import type { Framework } from "./framework.js";

/** The parts of a template's package.json that are replaced. */
interface TemplatePackage {
  readonly galaxyKit: object;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Left behind by work on a template. */
const ignored = new Set(["node_modules", "dist", "packed"]);

/** npm does not publish files named .gitignore. */
const renamed: Readonly<Record<string, string>> = { _gitignore: ".gitignore" };

/** Copies a template and fills in the answers. Removes the files again if not all of them can be written. */
export async function writeProject(answers: Answers, packageName: string, framework: Framework): Promise<void> {
  await mkdir(answers.folder, { recursive: true });
  const before = new Set(await readdir(answers.folder));
  try {
    await copyTemplate(answers, packageName, framework);
  } catch (error) {
    const created = (await readdir(answers.folder)).filter((name) => !before.has(name));
    await Promise.all(created.map((name) => rm(join(answers.folder, name), { recursive: true, force: true })));
    throw error;
  }
}

async function copyTemplate(answers: Answers, packageName: string, framework: Framework): Promise<void> {
  const template = templateFolder(answers.template);
  for (const file of await filesIn(template)) {
    const text = await readFile(join(template, file), "utf8");
    const path = join(answers.folder, renamed[file] ?? file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      file === "package.json" ? fillPackage(text, answers, packageName, framework) : fill(file, text, answers),
    );
  }
}

async function filesIn(folder: string, inside = ""): Promise<string[]> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true });
  const files = entries
    .filter(({ name }) => !ignored.has(name))
    .map(async (entry) => {
      const path = join(inside, entry.name);
      return entry.isDirectory() ? await filesIn(folder, path) : [path];
    });
  return (await Promise.all(files)).flat();
}

function fillPackage(text: string, { name, author }: Answers, packageName: string, { versionOf }: Framework): string {
  const json = JSON.parse(text) as TemplatePackage;
  const versions = (dependencies: Readonly<Record<string, string>>): object =>
    Object.fromEntries(
      Object.entries(dependencies).map(([dependency, version]) => [
        dependency,
        version === "workspace:*" ? versionOf(dependency) : version,
      ]),
    );
  const filled = {
    ...json,
    name: packageName,
    description: `${name} in GOG GALAXY`,
    author,
    galaxyKit: { ...json.galaxyKit, name, guid: randomUUID() },
    dependencies: versions(json.dependencies),
    devDependencies: versions(json.devDependencies),
  };
  return `${JSON.stringify(filled, null, 2)}\n`;
}

/** Fills in the answers. Placeholders are valid code, so that templates compile. */
function fill(file: string, text: string, { name, platform }: Answers): string {
  switch (extname(file)) {
    case ".ts":
      return text.replaceAll("Platform.Test", () => expressionFor(platform));
    case ".md":
      return text.replaceAll("My Integration", () => name);
    default:
      return text;
  }
}

function expressionFor(platform: Platform): string {
  const [key = ""] = Object.entries(Platform).find(([, id]) => id === platform) ?? [];
  return /^[a-z]/i.test(key) ? `Platform.${key}` : `Platform[${JSON.stringify(key)}]`;
}
