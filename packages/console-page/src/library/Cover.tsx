import type { CSSProperties } from "react";
import styles from "./Cover.module.css";
import { hue, initials } from "./cover-style.js";

/** A cover generated from the title, because the page loads no images from other hosts. */
export function Cover({ title }: { readonly title: string }) {
  return (
    <span className={styles.cover} style={{ "--hue": hue(title) } as CSSProperties} aria-hidden="true">
      {initials(title)}
    </span>
  );
}
