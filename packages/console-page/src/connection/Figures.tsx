import type { FigureRow } from "@galaxy-kit/console";
import { useMemo } from "react";
import { usePageState } from "../feed/feed-context.js";
import { bytes } from "../format/amount.js";
import { duration } from "../format/time.js";
import styles from "./ConnectionView.module.css";
import { type Sample, Sparkline } from "./Sparkline.js";

/** What the process of the integration costs, and how fast it responds. */
export function Figures() {
  const { rows } = usePageState((state) => state.figures);
  const [pings, delays, memory] = useMemo(
    () => [samplesOf(rows, "ping"), samplesOf(rows, "eventLoopDelay"), samplesOf(rows, "memory")] as const,
    [rows],
  );
  return (
    <section className={styles.figures} aria-label="Process">
      <Sparkline title="Ping" samples={pings} format={duration} empty="no response yet" />
      <Sparkline title="Event loop late by" samples={delays} format={duration} empty="not reported" />
      <Sparkline title="Memory" samples={memory} format={bytes} empty="unknown" />
    </section>
  );
}

function samplesOf(rows: readonly FigureRow[], figure: "ping" | "eventLoopDelay" | "memory"): readonly Sample[] {
  return rows.flatMap(({ time, [figure]: value }) => (value === undefined ? [] : [{ time, value }]));
}
