import { stripVTControlCharacters, styleText } from "node:util";
import type { PaintPart } from "@galaxy-kit/protocol";

/** Colors a text, or returns it unchanged. */
export type Paint = (style: "bold" | "dim" | "green" | "yellow" | "red" | "cyan", text: string) => string;

/** Returns a function that colors texts if the stream supports it. */
export function painter(stream: NodeJS.WriteStream): Paint {
  const isColored = hasColors(stream);
  return (style, text) => (isColored ? styleText(style, text, { validateStream: false }) : text);
}

/** Colors the parts of a rendered diagnostic. */
export function paintDiagnostic(paint: Paint): PaintPart {
  return (part, text) => paint(diagnosticStyles[part], text);
}

const diagnosticStyles = { error: "red", warning: "yellow", info: "green", place: "cyan", code: "dim" } as const;

/** Returns a text without its colors unless the stream supports them. */
export function colored(text: string, stream: NodeJS.WriteStream): string {
  return hasColors(stream) ? text : stripVTControlCharacters(text);
}

function hasColors(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && stream.hasColors();
}

/** Returns a time, now by default, such as `14:05:09`. */
export function timeOfDay(time = Date.now()): string {
  return new Date(time).toLocaleTimeString("en-GB");
}
