import type { Clock } from "../clock.js";
import { type ConnectionEvent, type ConnectionStatus, transitions } from "../reporting/connection-state.js";
import type { Recorder } from "../reporting/recorder.js";

/** The state of the connection, as the table of transitions allows it. Emits an event for each change. */
export class Connection {
  #status: ConnectionStatus;

  constructor(
    private readonly clock: Clock,
    private readonly recorder: Recorder,
  ) {
    this.#status = { state: "starting", reason: "not started yet", since: clock.now() };
  }

  get status(): ConnectionStatus {
    return this.#status;
  }

  allows(event: ConnectionEvent): boolean {
    return transitions[this.#status.state][event] !== undefined;
  }

  apply(event: ConnectionEvent, reason: string): void {
    const state = transitions[this.#status.state][event];
    if (state === undefined || (state === this.#status.state && reason === this.#status.reason)) return;
    this.#status = { state, reason, since: this.clock.now() };
    this.recorder.events.emit("state", this.#status);
  }
}
