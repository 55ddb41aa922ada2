import type { CSSProperties } from "react";
import { hue, initials, numberIn } from "./cover-style.js";
import styles from "./Cover.module.css";

/** A cover generated from the title, because the page loads no images from other hosts. */
export function Cover({ title }: { readonly title: string }) {
  const number = numberIn(title);
  return (
    <span className={styles.cover} style={{ "--hue": hue(title) } as CSSProperties} aria-hidden="true">
      {initials(title)}
      {number !== undefined && <span className={styles.number}>{number}</span>}
    </span>
  );
}
