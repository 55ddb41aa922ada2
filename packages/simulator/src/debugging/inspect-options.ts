/** How the inspector of an integration is opened. */
export interface InspectOptions {
  /** Where a debugger attaches, at each start. */
  readonly port: number;
  /** The secret part of the address for debuggers that take a WebSocket. */
  readonly id: string;
  /** Wait for a debugger, and stop at the first line. */
  readonly breakAtStart?: boolean;
}
