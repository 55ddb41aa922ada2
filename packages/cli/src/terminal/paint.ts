import { stripVTControlCharacters, styleText } from "node:util";
import type { PaintPart } from "@galaxy-kit/protocol";

/** Colours a text, or leaves it as it is. */
export type Paint = (style: "bold" | "dim" | "green" | "yellow" | "red" | "cyan", text: string) => string;

/** Colours for a terminal that has some. */
export function painter(stream: NodeJS.WriteStream): Paint {
  const isColoured = hasColours(stream);
  return (style, text) => (isColoured ? styleText(style, text, { validateStream: false }) : text);
}

/** Colors the parts of a rendered diagnostic. */
export function paintDiagnostic(paint: Paint): PaintPart {
  return (part, text) => paint(diagnosticStyles[part], text);
}

const diagnosticStyles = { error: "red", warning: "yellow", info: "green", place: "cyan", code: "dim" } as const;

/** A text with colours, as this stream can show it. */
export function coloured(text: string, stream: NodeJS.WriteStream): string {
  return hasColours(stream) ? text : stripVTControlCharacters(text);
}

function hasColours(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && stream.hasColors();
}

/** For what happens at a moment. */
export function timeOfDay(): string {
  return new Date().toLocaleTimeString("en-GB");
}
