import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";
import { classes } from "./classes.js";
import { Icon, type IconName } from "./Icon.js";

interface ButtonProps extends Omit<ComponentProps<"button">, "children" | "className"> {
  readonly icon?: IconName;
  readonly variant?: "plain" | "primary" | "danger" | "quiet";
  readonly children: ReactNode;
}

export function Button({ icon, variant = "plain", children, type = "button", ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={classes(styles.button, styles[variant])}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface DownloadLinkProps {
  readonly href: string;
  readonly fileName: string;
  readonly children: ReactNode;
}

/** A link to a download that looks like a button. */
export function DownloadLink({ href, fileName, children }: DownloadLinkProps) {
  return (
    <a className={styles.button} href={href} download={fileName}>
      <Icon name="download" />
      {children}
    </a>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "className"> {
  readonly icon: IconName;
  /** Shown as a tooltip and read by screen readers. */
  readonly label: string;
}

export function IconButton({ icon, label, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={classes(styles.button, styles.quiet, styles.square)}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} />
    </button>
  );
}
