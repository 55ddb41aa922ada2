import type { ReactNode } from "react";
import styles from "./Banner.module.css";
import { Icon, type IconName } from "./Icon.js";

interface BannerProps {
  readonly label: string;
  readonly tone: "info" | "warn";
  readonly icon: IconName;
  /** A button that ends what the banner is about. */
  readonly button?: ReactNode;
  readonly children: ReactNode;
}

/** A line about everything below it. */
export function Banner({ label, tone, icon, button, children }: BannerProps) {
  return (
    <section className={styles.banner} data-tone={tone} aria-label={label}>
      <Icon name={icon} />
      <p className={styles.text}>{children}</p>
      {button}
    </section>
  );
}
