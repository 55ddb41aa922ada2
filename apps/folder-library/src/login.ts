import { userInfo } from "node:os";
import { Authenticate, type Authentication, Service } from "@galaxy-kit/sdk";

/** A folder has no accounts: whoever uses the computer is logged in. */
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
    // The system has no name for the user, as in many containers.
    return "player";
  }
}
