/** The resources of an integration at one point in time, after a garbage collection. */
export interface Sample {
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** Sockets, timers, child processes and open files. */
  readonly handles: number;
  /** Listeners on `process`. */
  readonly listeners: number;
}
