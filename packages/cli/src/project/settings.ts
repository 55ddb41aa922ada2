import { isPlainObject } from "@galaxy-kit/protocol";
import type { CliDiagnostic } from "../diagnostics/diagnostic.js";
import { packageField } from "./project-refused-error.js";

/** Reads the fields of a package.json one by one, and collects a diagnostic for each invalid field. */
export class Settings {
  constructor(
    private readonly json: unknown,
    private readonly diagnostics: CliDiagnostic[],
  ) {}

  /** Returns an empty string if the field is missing or invalid. */
  text(path: string, expected: string, fits: (value: string) => boolean = (value) => value.trim() !== ""): string {
    const value = this.value(path);
    if (typeof value === "string" && fits(value)) return value;
    this.refuse(path, expected, value);
    return "";
  }

  optionalText(path: string, expected: string, fits: (value: string) => boolean = () => true): string | undefined {
    return this.value(path) === undefined ? undefined : this.text(path, expected, fits);
  }

  texts(path: string, expected: string, fits: (value: string) => boolean): readonly string[] {
    const value = this.value(path);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every((item): item is string => typeof item === "string" && fits(item)))
      return value;
    this.refuse(path, expected, value);
    return [];
  }

  value(path: string): unknown {
    return path
      .split(".")
      .reduce<unknown>((value, name) => (isPlainObject(value) ? value[name] : undefined), this.json);
  }

  refuse(path: string, expected: string, found: unknown): void {
    const remedy = `Set it to ${expected}.`;
    this.diagnostics.push(
      found === undefined
        ? packageField("missing-package-field", path, "missing", remedy)
        : packageField("invalid-package-field", path, `invalid value ${JSON.stringify(found)}`, remedy),
    );
  }
}
