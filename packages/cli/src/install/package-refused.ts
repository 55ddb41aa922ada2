import { FolderRefusedError } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";
import { onOneLine } from "../terminal/text.js";

/** A hostile zip has any number of them. */
const SHOWN = 10;

/** A package that is not installed, and why. */
export class PackageRefused extends CommandError {
  override readonly name = "PackageRefused";

  constructor(path: string, problems: readonly string[]) {
    const more = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more`] : [];
    super([`${path} cannot be installed:`, ...problems.slice(0, SHOWN).map(onOneLine), ...more].join("\n  "));
  }

  /** Answers what a wrong manifest.json means for the package that it is in. */
  static because(error: unknown, path: string): unknown {
    if (!(error instanceof FolderRefusedError)) return error;
    const parts = error.diagnostics.map(({ file, subject: place, message }) => [file, place, message]);
    return new PackageRefused(
      path,
      parts.map((part) => part.filter((text) => text !== undefined && text !== "").join(": ")),
    );
  }
}
