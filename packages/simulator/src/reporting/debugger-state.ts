/** The inspector of the integration, which a debugger attaches to. */
export interface DebuggerState {
  /** Such as `127.0.0.1:9229`. */
  readonly address: string;
  /** The address for debuggers that take a WebSocket. */
  readonly webSocket: string;
  /** Where a debugger holds the integration, such as `price (/shop/src/shelf.ts:12:5)`. Absent while it runs. */
  readonly pausedAt?: string;
}
