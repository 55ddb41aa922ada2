import type { ComponentProps, ReactNode } from "react";
import styles from "./Button.module.css";
import { classes } from "./classes.js";
import { Icon, type IconName } from "./Icon.js";

interface ButtonProps extends Omit<ComponentProps<"button">, "children" | "className"> {
  readonly icon?: IconName;
  readonly look?: "plain" | "primary" | "danger" | "quiet";
  readonly children: ReactNode;
}

export function Button({ icon, look = "plain", children, type = "button", ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={classes(styles.button, styles[look])}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "className"> {
  readonly icon: IconName;
  /** What it does, for those who do not see the icon and those who wonder. */
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
