import { Aborted } from "@galaxy-kit/sdk";

/** A connection was ended for a reason that is not a failure. */
export class Interrupted extends Aborted {}
