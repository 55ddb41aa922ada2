import { relative } from "node:path";
import { renderDiagnostics, toReport } from "../diagnostics/report.js";
import type { PackedFile } from "../project/packed-file.js";
import { ownTarget } from "../runtimes/runtimes.js";
import { shellWord, type Step } from "../terminal/next-steps.js";
import type { Paint } from "../terminal/paint.js";
import { renderTable } from "../terminal/table.js";
import { describeBytes } from "../terminal/text.js";
import type { Packed, Release, WrittenFile } from "./pack.js";

/** Renders the result for a person. */
export function renderPacked(
  { project, descriptions, releases, warnings, written }: Packed,
  paint: Paint,
  room?: number,
): string {
  const title = `${paint("bold", project.name)} ${project.version}, an integration for ${descriptions.map(({ platform }) => platform).join(", ")}`;
  const blocks = [
    title,
    // A dry run shows what the zips would contain.
    ...(written.length === 0 ? releases.map((release) => renderTree(release, paint, room)) : [renderWritten(written)]),
    ...renderDiagnostics({ folder: project.folder, diagnostics: warnings }, paint),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Returns the result for `--json`. */
export function packedToJson({ project, descriptions, releases, warnings, written }: Packed): object {
  const [first] = descriptions;
  return {
    name: project.name,
    version: project.version,
    platform: first?.platform,
    features: first?.features,
    releases: releases.map(({ description, target, name, files }) => ({
      target,
      name,
      ...(description.variant !== undefined && { variant: description.variant, platform: description.platform }),
      files: files.map(({ path, size, isExecutable }) => ({ path, size, executable: isExecutable })),
    })),
    written,
    ...toReport(warnings, project.folder),
  };
}

/** Returns how to install the package for this computer, or the first one. */
export function stepAfterPacking({ releases, written }: Packed): Step | undefined {
  const own = releases.findIndex(({ target }) => target === ownTarget());
  const file = written[Math.max(own, 0)];
  if (!file) return undefined;
  return [
    `galaxy-kit install ${shellWord(relative(process.cwd(), file.path))}`,
    "installs it in GALAXY on this computer",
  ];
}

function renderWritten(written: readonly WrittenFile[]): string {
  return written
    .map(({ path, size, sha256 }) => `${relative(process.cwd(), path)}  ${describeBytes(size)}\n  SHA-256 ${sha256}`)
    .join("\n");
}

function renderTree({ name, files }: Release, paint: Paint, room?: number): string {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const rows = branches(files).map(({ text, size }) => [text, size === undefined ? "" : describeBytes(size)]);
  const [, ...lines] = renderTable(
    [
      { heading: "", isCut: true },
      { heading: "", align: "right" },
    ],
    rows,
    room,
  );
  return [`${paint("bold", name)}  ${describeBytes(total)} before compression`, ...lines].join("\n");
}

interface Branch {
  readonly text: string;
  readonly size?: number;
}

/** Draws the files as a tree. */
function branches(files: readonly PackedFile[], folder = "", indentation = ""): Branch[] {
  const inside = files.filter(({ path }) => path.startsWith(folder));
  const names = [...new Set(inside.map(({ path }) => path.slice(folder.length).split("/", 1)[0] ?? ""))];
  return names.flatMap((name, index) => {
    const isLast = index === names.length - 1;
    const text = `${indentation}${isLast ? "└" : "├"}─ ${name}`;
    const file = inside.find(({ path }) => path === folder + name);
    if (file) return [{ text, size: file.size }];
    return [{ text }, ...branches(inside, `${folder}${name}/`, `${indentation}${isLast ? " " : "│"}  `)];
  });
}
