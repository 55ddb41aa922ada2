import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { number, plural } from "../format/amount.js";
import { foldsIn, visibleLines } from "./json-folds.js";
import styles from "./Json.module.css";
import { JsonLine } from "./JsonLine.js";
import { SearchField } from "./SearchField.js";

/** Longer texts are cut, because each colored token is a separate element. In characters. */
const MAX_COLORED_LENGTH = 200_000;
/** Shorter JSON is in view as a whole. */
const MIN_SEARCHED_LINES = 15;

const nothing: ReadonlySet<number> = new Set();

/** Indented JSON that can be searched, and whose objects and lists can be folded. */
export function Json({ text }: { readonly text: string }) {
  const [closed, setClosed] = useState(nothing);
  const [search, setSearch] = useState("");
  const json = useRef<HTMLPreElement>(null);
  const lines = useMemo(() => text.slice(0, MAX_COLORED_LENGTH).split("\n"), [text]);
  const folds = useMemo(() => foldsIn(lines), [lines]);
  const rest = text.length - MAX_COLORED_LENGTH;

  const sought = search.trim().toLowerCase();
  const isMatch = (line: string): boolean => sought !== "" && line.toLowerCase().includes(sought);
  // What is folded would hide matches.
  const folded = sought === "" ? closed : nothing;
  const toggle = useCallback((line: number): void => {
    setClosed((before) => {
      const next = new Set(before);
      if (!next.delete(line)) next.add(line);
      return next;
    });
  }, []);
  return (
    <>
      {lines.length >= MIN_SEARCHED_LINES && (
        <div className={styles.search} onKeyDown={(event) => event.key === "Enter" && showNextMatch(json.current)}>
          <SearchField label="Find in JSON" value={search} onChange={setSearch} />
          <span className={styles.found} role="status">
            {sought !== "" && `${number(lines.filter(isMatch).length)} found`}
          </span>
        </div>
      )}
      <pre ref={json} className={styles.json} onKeyDown={moveBetweenFolds}>
        {visibleLines(lines.length, folds, folded).map((index) => (
          <JsonLine
            key={index}
            index={index}
            text={lines[index] ?? ""}
            isMatch={isMatch(lines[index] ?? "")}
            lastLine={folds.get(index)}
            isFolded={folded.has(index)}
            onToggle={toggle}
          />
        ))}
      </pre>
      {rest > 0 && <p className={styles.note}>{plural(rest, "more character")} not shown.</p>}
    </>
  );
}

/** All folds are one tab stop: the arrow keys move between them. */
function moveBetweenFolds(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Scrolls to the match after the one that was shown last. */
function showNextMatch(json: HTMLElement | null): void {
  const matches = [...(json?.querySelectorAll<HTMLElement>("[data-match=true]") ?? [])];
  const shown = matches.findIndex((line) => line.dataset["shown"] === "true");
  const next = matches[(shown + 1) % matches.length];
  if (!next) return;
  if (matches[shown]) matches[shown].dataset["shown"] = "false";
  next.dataset["shown"] = "true";
  next.scrollIntoView({ block: "center" });
}
