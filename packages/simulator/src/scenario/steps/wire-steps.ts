import { described, either, list, nothingMore, numberFrom, object, type Shape, text } from "../reading/shape.js";
import { step } from "./step.js";

const HEX = /^(?:[0-9a-f]{2}\s*)*$/i;

const hexadecimal: Shape<string> = {
  ...text,
  check: (value, path, report) => {
    if (typeof value === "string" && HEX.test(value)) return;
    report({ path, message: `expected bytes in hexadecimal, such as "7b ff 0a", found ${JSON.stringify(value)}` });
  },
};

/** In JSON there is no number that means "as fast as it can". */
const speed = either(numberFrom(0), nothingMore);

/** What a client does to the wire that a good one does not. */
export const wireSteps = {
  wire: step(
    "Makes the client's end of the wire misbehave, from now on. readAtMost: bytes a second, 0 for not at all, true for as " +
      "fast as it can. writeInPiecesOf: bytes, true for whole messages.",
    object({}, { readAtMost: speed, writeInPiecesOf: speed }),
    ({ readAtMost, writeInPiecesOf }, { stage }) => {
      const { wire } = stage.client;
      if (readAtMost !== undefined) wire.readAtMost(readAtMost === true ? Infinity : readAtMost);
      if (writeInPiecesOf !== undefined) wire.writeInPiecesOf(writeInPiecesOf === true ? Infinity : writeInPiecesOf);
    },
  ),
  sendLines: step("Sends lines as they are, whatever they contain.", list(text), (lines, { stage }) => {
    stage.client.wire.sendRaw(lines.map((line) => `${line}\n`).join(""));
  }),
  sendBytes: step(
    "Sends bytes as they are.",
    described("Hexadecimal, such as 7b ff 0a. The end of a line is 0a.", hexadecimal),
    (bytes, { stage }) => {
      stage.client.wire.sendRaw(Buffer.from(bytes.replaceAll(/\s/g, ""), "hex"));
    },
  ),
};
