import { expect } from "@jest/globals";
import type { Conversation, Message } from "../process/support/conversation.js";

/** Sends the client's lines of a dialogue and compares the integration's messages with the expected ones. */
export async function play(dialogue: string, galaxy: Conversation): Promise<void> {
  const expected: Message[] = [];
  for (const line of dialogue.split("\n").map((text) => text.trim())) {
    const text = line.slice(1).trim();
    if (line.startsWith("<")) expected.push(JSON.parse(text) as Message);
    else if (line.startsWith(">")) {
      await arrived(galaxy, expected);
      await galaxy.write(`${text}\n`);
    } else if (line !== "") throw new Error(`A line of a dialogue must start with < or >: ${line}`);
  }
  await arrived(galaxy, expected);
  // Everything in transit arrives before this. An integration that has shut down does not read it.
  await galaxy.write('{"jsonrpc":"2.0","id":"the end","method":"ping"}\n').catch(() => undefined);
  await galaxy.until("The end", () =>
    galaxy.ended || galaxy.messages.some(({ id }) => id === "the end") ? true : undefined,
  );
  expect(galaxy.messages.filter(({ id }) => id !== "the end")).toEqual(expected);
}

async function arrived(galaxy: Conversation, expected: readonly Message[]): Promise<void> {
  await galaxy.untilMessages(expected.length);
  expect(galaxy.messages).toEqual(expected);
}
