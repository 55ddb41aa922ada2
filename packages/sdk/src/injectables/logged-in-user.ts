/**
 * The user who is logged in, as the login has returned it. Inject it where a backend wants to know whose data to return.
 *
 * Before the first login of a run, there is none. A login that is lost changes nothing: the same user usually comes back.
 */
export abstract class LoggedInUser {
  /** The id on the platform; undefined before the login. */
  abstract readonly id: string | undefined;
  /** The name that GALAXY shows; undefined before the login. */
  abstract readonly name: string | undefined;
}
