import { useId } from "react";
import { classes } from "./classes.js";
import { Icon } from "./Icon.js";
import styles from "./SearchField.module.css";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Texts that the browser offers to complete what is typed. */
  readonly suggestions?: readonly string[];
  /** What is wrong with the value. */
  readonly error?: string | undefined;
}

export function SearchField({ label, value, onChange, suggestions, error }: SearchFieldProps) {
  const id = useId();
  return (
    <>
      <label className={classes(styles.field, suggestions && styles.language)}>
        <Icon name="search" />
        <input
          type="search"
          aria-label={label}
          aria-invalid={error !== undefined}
          aria-describedby={error === undefined ? undefined : `${id}-error`}
          list={suggestions && `${id}-suggestions`}
          placeholder={label}
          value={value}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || value === "") return;
            event.stopPropagation();
            onChange("");
          }}
        />
      </label>
      {suggestions && (
        <datalist id={`${id}-suggestions`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
      {error !== undefined && (
        <p id={`${id}-error`} className={styles.error} role="status">
          {error}
        </p>
      )}
    </>
  );
}
