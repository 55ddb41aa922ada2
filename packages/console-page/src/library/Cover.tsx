import type { CSSProperties } from "react";
import styles from "./Cover.module.css";
import { hue, initials } from "./cover-look.js";

/** A cover that is made of the title, as the page asks nobody else for one. */
export function Cover({ title }: { readonly title: string }) {
  return (
    <span className={styles.cover} style={{ "--hue": hue(title) } as CSSProperties} aria-hidden="true">
      {initials(title)}
    </span>
  );
}
