import type { PartState } from "@galaxy-kit/protocol";

/**
 * Where the parts of the framework show what they are doing, for the tools of a developer: `galaxy-kit dev`, for example. Inject it.
 * None of it is sent to GALAXY.
 */
export abstract class Monitor {
  /**
   * Shows one part until the integration closes.
   *
   * @param read - returns its state, or undefined as long as there is nothing to show; called only while a tool is there, once a second
   */
  abstract show(read: () => PartState | undefined): void;
}
