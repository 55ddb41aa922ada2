import type { Steps } from "./step-run.js";

const unlessTrue = (limit: number | true): number => (limit === true ? Infinity : limit);

/** The misbehavior of a client on the wire. */
export const wireSteps: Pick<Steps, "wire" | "sendLines" | "sendBytes"> = {
  wire: ({ readAtMost, writeInPiecesOf }, { scenario }) => {
    const { wire } = scenario.client;
    if (readAtMost !== undefined) wire.readAtMost(unlessTrue(readAtMost));
    if (writeInPiecesOf !== undefined) wire.writeInPiecesOf(unlessTrue(writeInPiecesOf));
  },
  sendLines: (lines, { scenario }) => {
    scenario.client.wire.sendRaw(lines.map((line) => `${line}\n`).join(""));
  },
  sendBytes: (bytes, { scenario }) => {
    scenario.client.wire.sendRaw(Buffer.from(bytes.replaceAll(/\s/g, ""), "hex"));
  },
};
