import type { ReactNode } from "react";
import { clockTime } from "../format/time.js";
import { classes } from "./classes.js";
import { Icon, type IconName } from "./Icon.js";
import styles from "./NoticeLine.module.css";

interface NoticeLineProps {
  readonly icon: IconName;
  readonly tone: "good" | "warning" | "bad" | "neutral";
  /** What the icon means, unless the text explains it. */
  readonly meaning?: string;
  readonly time: number;
  readonly children: ReactNode;
}

/** A line of a list about something that happened: an icon, the time, and a text. */
export function NoticeLine({ icon, tone, meaning, time, children }: NoticeLineProps) {
  return (
    <div className={classes(styles.line, styles[tone])}>
      <span className={styles.icon}>
        <Icon name={icon} />
        {meaning !== undefined && <span className={styles.visuallyHidden}>{meaning}</span>}
      </span>
      <span className={styles.time}>{clockTime(time)}</span>
      <span className={styles.text}>{children}</span>
    </div>
  );
}
