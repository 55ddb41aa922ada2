import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";
import { classes } from "./classes.js";
import { Icon, type IconName } from "./Icon.js";

interface ButtonProps extends Omit<ComponentProps<"button">, "children" | "className"> {
  readonly icon?: IconName;
  readonly variant?: "plain" | "primary" | "danger" | "quiet";
  /** Why the button cannot work now. It is disabled, and its tooltip explains why. */
  readonly obstacle?: string | undefined;
  readonly children: ReactNode;
}

export function Button({ icon, variant = "plain", obstacle, children, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      title={obstacle ?? (icon && typeof children === "string" ? children : undefined)}
      {...rest}
      disabled={rest.disabled === true || obstacle !== undefined}
      type={type}
      className={classes(styles.button, styles[variant], icon && styles.withIcon)}
    >
      {icon && <Icon name={icon} />}
      <span className={styles.label}>{children}</span>
    </button>
  );
}

interface DownloadLinkProps {
  readonly href: string;
  readonly fileName: string;
  /** Why nothing can be downloaded now. */
  readonly obstacle?: string | undefined;
  readonly children: ReactNode;
}

/** A link to a download that looks like a button. */
export function DownloadLink({ href, fileName, obstacle, children }: DownloadLinkProps) {
  if (obstacle !== undefined) {
    return (
      <Button icon="download" obstacle={obstacle}>
        {children}
      </Button>
    );
  }
  return (
    <a className={classes(styles.button, styles.withIcon)} href={href} download={fileName}>
      <Icon name="download" />
      <span className={styles.label}>{children}</span>
    </a>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "className"> {
  readonly icon: IconName;
  /** Shown as a tooltip and read by screen readers. */
  readonly label: string;
  /** Why the button cannot work now. It is disabled, and its tooltip explains why. */
  readonly obstacle?: string | undefined;
}

export function IconButton({ icon, label, obstacle, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      disabled={rest.disabled === true || obstacle !== undefined}
      type="button"
      className={classes(styles.button, styles.quiet, styles.square)}
      aria-label={label}
      title={obstacle === undefined ? label : `${label}: ${obstacle}`}
    >
      <Icon name={icon} />
    </button>
  );
}
