import { describe, it } from "@jest/globals";
import { createLog, readDefinition, SecretRegistry, startPlugin } from "../../src/internal.js";
import { SystemClock } from "../../src/lifecycle/system-clock.js";
import { SocketTransport } from "../../src/transport/socket-transport.js";
import { Listener } from "../process/support/conversation.js";
import { authenticationCases } from "./cases/authentication.js";
import type { Case } from "./cases/case.js";
import { chatCases } from "./cases/chat.js";
import { errorCases } from "./cases/errors.js";
import { importCases } from "./cases/imports.js";
import { internalCases } from "./cases/internal.js";
import { libraryCases } from "./cases/library.js";
import { play } from "./dialogue.js";

/** The behavior that the public tests of the Python API specify, over a real socket. */
describe.each<[string, readonly Case[]]>([
  ["Lifecycle and cache", internalCases],
  ["Logging in", authenticationCases],
  ["The library", libraryCases],
  ["Imports", importCases],
  ["Errors", errorCases],
  ["Chat and users", chatCases],
])("%s", (_, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))("%s", async (__, { plugin, dialogue }) => {
    const listener = await Listener.open();
    const accepted = listener.accept();
    const secrets = new SecretRegistry();
    const running = startPlugin({
      definition: readDefinition(plugin),
      token: "token",
      transport: await SocketTransport.connect(listener.port),
      clock: new SystemClock(),
      log: createLog({ level: "error", secrets, sink: () => undefined }),
      secrets,
    });
    const galaxy = await accepted;
    try {
      await play(dialogue, galaxy);
    } finally {
      galaxy.hangUp();
      await running.closed;
      listener.close();
    }
  });
});
