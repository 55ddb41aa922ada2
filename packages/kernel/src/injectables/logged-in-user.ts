import { LoggedInUser } from "@galaxy-kit/sdk";

/** The {@link LoggedInUser} of one run. */
export class KernelLoggedInUser extends LoggedInUser {
  override id: string | undefined = undefined;
  override name: string | undefined = undefined;
}
