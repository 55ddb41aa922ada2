import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import styles from "./Tabs.module.css";

export interface Tab<Name extends string> {
  readonly name: Name;
  readonly title: string;
  readonly badge?: ReactNode;
}

interface TabsProps<Name extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Name>[];
  readonly selected: Name;
  readonly onSelect: (name: Name) => void;
}

/** A row of tabs. The content of the selected one belongs in a {@link TabPanel} with the same name. */
export function Tabs<Name extends string>({ label, tabs, selected, onSelect }: TabsProps<Name>) {
  const list = useRef<HTMLDivElement>(null);

  // A key may have selected one that is out of view.
  useEffect(() => {
    list.current?.querySelector(`#${tabId(selected)}`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [selected]);

  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = tabs.findIndex(({ name }) => name === selected);
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (!next) return;
    onSelect(next.name);
    list.current?.querySelector<HTMLElement>(`#${tabId(next.name)}`)?.focus();
  };

  return (
    <div ref={list} className={styles.tabs} role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(({ name, title, badge }) => (
        <button
          key={name}
          id={tabId(name)}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={name === selected}
          aria-controls={name === selected ? panelId(name) : undefined}
          tabIndex={name === selected ? 0 : -1}
          onClick={() => onSelect(name)}
        >
          {title}
          {badge}
        </button>
      ))}
    </div>
  );
}

function tabId(name: string): string {
  return `tab-${name}`;
}

function panelId(name: string): string {
  return `panel-${name}`;
}

export function TabPanel({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div id={panelId(name)} className={styles.panel} role="tabpanel" aria-labelledby={tabId(name)}>
      {children}
    </div>
  );
}
