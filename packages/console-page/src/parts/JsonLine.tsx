import { memo } from "react";
import { plural } from "../format/amount.js";
import { Icon } from "./Icon.js";
import { jsonTokens } from "./json-tokens.js";
import styles from "./Json.module.css";

interface JsonLineProps {
  readonly index: number;
  readonly text: string;
  readonly isMatch: boolean;
  /** The last line of the object or list that begins here. */
  readonly lastLine: number | undefined;
  readonly isFolded: boolean;
  readonly onToggle: (index: number) => void;
}

export const JsonLine = memo(function JsonLine({ index, text, isMatch, lastLine, isFolded, onToggle }: JsonLineProps) {
  return (
    <span className={styles.line} data-match={isMatch}>
      {lastLine !== undefined && (
        <button
          type="button"
          className={styles.fold}
          aria-expanded={!isFolded}
          aria-label={isFolded ? `Unfold ${plural(lastLine - index - 1, "line")}` : "Fold"}
          tabIndex={index === 0 ? 0 : -1}
          onClick={() => onToggle(index)}
        >
          <Icon name="chevron" />
        </button>
      )}
      {jsonTokens(text).map(({ kind, text: token }, position) =>
        kind === "plain" ? (
          token
        ) : (
          <span key={position} className={styles[kind]}>
            {token}
          </span>
        ),
      )}
      {isFolded && " …"}
    </span>
  );
});
