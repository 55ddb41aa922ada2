import { userInfo } from "node:os";
import { Authenticate, type Authentication, Service } from "@galaxy-kit/sdk";

/** A folder has no accounts, so the user of the operating system is logged in. */
@Service()
export class Login {
  @Authenticate()
  login(): Authentication {
    const name = systemUser();
    return { userId: name, userName: name };
  }
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // Some systems, such as many containers, have no name for the user.
    return "player";
  }
}
