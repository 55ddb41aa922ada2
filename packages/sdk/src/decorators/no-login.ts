import type { Authentication } from "@galaxy-kit/protocol";
import type { Class } from "../injection-key.js";
import { recordCompanion } from "../metadata/companions.js";
import { Authenticate } from "./login.js";
import { Service } from "./service.js";

/** Options of {@link NoLogin}. */
export type NoLoginOptions = Partial<Authentication>;

/**
 * Logs the user in without asking for anything: for a platform without accounts, such as an emulator. Takes the place of
 * `@Authenticate()`.
 *
 * GALAXY shows the name of the user in its settings. Give a `userId` if the name may change: GALAXY keeps data for each id.
 *
 * @example
 * ```ts
 * @GalaxyPlugin({ platform: Platform.NintendoSwitch, services: [Roms] })
 * @NoLogin()
 * export class EmulatorPlugin {}
 * ```
 *
 * @param options - the user; by default, the id and the name are the name of this computer's user
 */
export function NoLogin(options: NoLoginOptions = {}): (target: Class) => void {
  return (target) => {
    @Service()
    class LocalUser {
      @Authenticate()
      login(): Authentication {
        return { ...localUser(), ...options };
      }
    }
    recordCompanion(target, LocalUser);
  };
}

/** Returns the user of this computer. */
export function localUser(): Authentication {
  const name = systemUserName();
  return { userId: name, userName: name };
}

function systemUserName(): string {
  try {
    // Loaded here, since the start of every integration would take longer with it.
    return process.getBuiltinModule("node:os").userInfo().username;
  } catch {
    // A container may run as a user that the system does not know.
    return process.env["USERNAME"] ?? process.env["USER"] ?? "user";
  }
}
