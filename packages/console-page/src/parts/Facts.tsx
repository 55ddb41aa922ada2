import type { ReactNode } from "react";
import styles from "./Facts.module.css";

/** Names and values; a value that is `undefined` has not been told, and is left out. */
export function Facts({ facts }: { readonly facts: Readonly<Record<string, ReactNode>> }) {
  const told = Object.entries(facts).filter(([, value]) => value !== undefined);
  return (
    <dl className={styles.facts}>
      {told.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
