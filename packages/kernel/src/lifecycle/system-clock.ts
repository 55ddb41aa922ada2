import { setTimeout as sleep } from "node:timers/promises";
import { Clock } from "@galaxy-kit/sdk";

export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }

  override monotonic(): number {
    return performance.now();
  }

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return sleep(milliseconds, undefined, { ...(signal && { signal }) });
  }
}
