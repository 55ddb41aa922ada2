/** What the process of an integration holds at a moment, garbage collected. */
export interface Sample {
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** Sockets, timers, child processes, files that are being read. */
  readonly handles: number;
  /** On the process itself. */
  readonly listeners: number;
}
