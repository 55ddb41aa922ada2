import { fileURLToPath } from "node:url";
import {
  type IntegrationCommand,
  loadScenario,
  type LoginWindow,
  type Scenario,
  shippedScenarios,
} from "../../../src/index.js";

const SHOP = fileURLToPath(new URL("../fixtures/shop.mjs", import.meta.url));

/** The integration of `fixtures/shop.mjs`, with the given mistakes. */
export function shop(...mistakes: string[]): IntegrationCommand {
  return { command: process.execPath, args: [SHOP, ...mistakes] };
}

/** A user who logs in successfully. */
export const loginWindow: LoginWindow = () =>
  Promise.resolve({ endUri: "https://shop.test/done?name=Jo", cookies: [] });

let listed: ReturnType<typeof shippedScenarios> | undefined;

export async function shipped(id: string): Promise<Scenario> {
  // To list them is to read each: once is enough for the tests of a file.
  listed ??= shippedScenarios();
  const found = (await listed).find((each) => each.id === id);
  if (!found) throw new Error(`unknown scenario: ${id}`);
  return await loadScenario(found.file);
}

export const shippedIds = [
  "added-games",
  "client-dies",
  "collector-order",
  "disconnect",
  "garbage",
  "import-before-authentication",
  "killed",
  "login-blocked",
  "login-loopback",
  "login-single-page",
  "no-local-games",
  "repeated-imports",
  "restart",
  "silent-client",
  "slow-client",
  "storm",
] as const;
