import type { KeyboardEvent, PointerEvent } from "react";
import styles from "./Splitter.module.css";

const KEYBOARD_STEP = 0.02;

interface SplitterProps {
  readonly label: string;
  readonly orientation: "horizontal" | "vertical";
  /** The share of the pane after the splitter, from 0 to 1. */
  readonly share: number;
  readonly onChange: (share: number) => void;
}

/** A border between two panes that can be moved with the pointer and the arrow keys. */
export function Splitter({ label, orientation, share, onChange }: SplitterProps) {
  const set = (next: number): void => onChange(Math.min(0.85, Math.max(0.15, next)));

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const around = event.currentTarget.parentElement;
    if (!around || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { right, bottom, width, height } = around.getBoundingClientRect();
    set(orientation === "vertical" ? (right - event.clientX) / width : (bottom - event.clientY) / height);
  };

  const step = (event: KeyboardEvent): void => {
    const [grow, shrink] = orientation === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    if (event.key !== grow && event.key !== shrink) return;
    event.preventDefault();
    set(share + (event.key === grow ? KEYBOARD_STEP : -KEYBOARD_STEP));
  };

  return (
    <div
      className={styles.splitter}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(share * 100)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={step}
    />
  );
}
