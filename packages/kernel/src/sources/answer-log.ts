import type { Logger } from "@galaxy-kit/sdk";
import type { Handler } from "../wiring/handlers.js";
import type { AnswerReader } from "./answer-reader.js";
import { counted } from "./source-model.js";

/** Logs what is wrong with the answers of a source: once, until something else is wrong. */
export class AnswerLog {
  #lastLeftOut = "";
  #hasLoggedRepeated = false;

  constructor(private readonly log: Logger) {}

  report({ findings, leftOut, leftOutCount, repeated }: AnswerReader, handler: Handler): void {
    const { name, place } = handler;
    handler.report(findings);
    const text = leftOut.join("; ") + (leftOutCount > leftOut.length ? "; …" : "");
    if (text !== this.#lastLeftOut && leftOutCount > 0) {
      this.log.error(`${name} left out ${leftOutCount} of what it found: ${text}`, { place });
    }
    this.#lastLeftOut = text;
    if (repeated === 0 || this.#hasLoggedRepeated) return;
    this.#hasLoggedRepeated = true;
    this.log.warn(`${name} returned ${counted(repeated, "id")} more than once; the first of each counts`, { place });
  }
}
