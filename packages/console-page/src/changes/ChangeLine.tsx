import type { DifferenceRow } from "@galaxy-kit/console";
import { Badge, type Tone } from "../parts/Badge.js";
import { nameOf } from "./change-list.js";
import styles from "./ChangesView.module.css";
import { changedFacts } from "./fact-texts.js";

const labels: Readonly<Record<DifferenceRow["kind"], readonly [text: string, tone: Tone]>> = {
  added: ["Added", "good"],
  removed: ["Removed", "bad"],
  changed: ["Changed", "info"],
};

const subjects = { games: "", friends: "Friend", subscriptions: "Subscription" } as const;

/** A game, friend or subscription that has changed, with each fact before and after. */
export function ChangeLine({ row }: { readonly row: DifferenceRow }) {
  const [label, tone] = labels[row.kind];
  return (
    <div className={styles.line}>
      <span>
        <Badge tone={tone}>{label}</Badge>
      </span>
      <span className={styles.name} title={row.id}>
        {nameOf(row)} <span className={styles.subject}>{subjects[row.subject]}</span>
      </span>
      <span className={styles.facts}>
        {changedFacts(row).map(({ title, before, after }) => (
          <span key={title} className={styles.fact}>
            <span className={styles.subject}>{title}</span> <del>{before}</del> → <ins>{after}</ins>
          </span>
        ))}
      </span>
    </div>
  );
}
