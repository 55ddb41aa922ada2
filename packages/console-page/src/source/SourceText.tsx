import { usePageState } from "../feed/feed-context.js";
import { addressOf, partsOf, withoutFolder } from "./places.js";
import styles from "./SourceText.module.css";

/** A text in which each file with a line is a link to the editor. */
export function SourceText({ text }: { readonly text: string }) {
  const editor = usePageState(({ welcome }) => welcome?.editor);
  const folder = usePageState(({ welcome }) => welcome?.folder);
  if (!editor) return text;
  return partsOf(text).map((part, index) =>
    part.place === undefined ? (
      part.text
    ) : (
      <a
        key={index}
        className={styles.place}
        href={addressOf(part.place, editor)}
        title="Open in your editor"
        onClick={(event) => event.stopPropagation()}
      >
        {withoutFolder(part.text, folder)}
      </a>
    ),
  );
}
