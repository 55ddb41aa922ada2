import styles from "./Icon.module.css";

/** SVG paths on a 16 × 16 grid. */
const shapes = {
  play: "M5 3.2v9.6l8-4.8z",
  download: "M8 2v8m-3.5-3L8 10.5 11.5 7M3 13.5h10",
  trash: "M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.7 9h6.6l.7-9",
  close: "M4 4l8 8m0-8l-8 8",
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zm3.6-1.4L14 14",
  grid: "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z",
  list: "M2.5 4h11M2.5 8h11M2.5 12h11",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.1 1.1M11.9 11.9L13 13M13 3l-1.1 1.1M4.1 11.9L3 13",
  moon: "M13.5 9.8A6 6 0 1 1 6.2 2.5a4.8 4.8 0 0 0 7.3 7.3z",
  help: "M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.3-1 .8-1 1.6M8 12v.4M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14z",
  refresh: "M13.5 8A5.5 5.5 0 1 1 11.8 4M12 1.5V4.3H9.2",
  pause: "M5.5 3v10M10.5 3v10",
  up: "M8 13V3M4 7l4-4 4 4",
  down: "M8 3v10M4 9l4 4 4-4",
  chevron: "M6 3.5L10.5 8 6 12.5",
  dockBottom: "M2 2.5h12v11H2zM2 9.5h12",
  dockRight: "M2 2.5h12v11H2zM9.5 2.5v11",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  warning: "M8 2L1.5 13.5h13zM8 6.5v3.2M8 11.6v.4",
  error: "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 4.6v4.2M8 11v.4",
  check: "M3 8.5l3.2 3.2L13 4.8",
  trophy: "M5 2.5h6v4a3 3 0 0 1-6 0zM5 3.5H2.5c0 2.5 1 3.5 2.6 3.7M11 3.5h2.5c0 2.5-1 3.5-2.6 3.7M8 9.5v2.5M5.5 13.5h5",
  clock: "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 4.2V8l2.6 1.6",
  send: "M2.5 8L14 2.5 10.5 14 8 9z",
  link: "M6.5 9.5l3-3M7 4.5l1.6-1.6a3.1 3.1 0 0 1 4.4 4.4L11.4 9M9 11.5l-1.6 1.6A3.1 3.1 0 0 1 3 8.7L4.6 7",
  save: "M2.5 2.5h8.5l2.5 2.5v8.5h-11zM5 2.5v3.5h5v-3.5M4.5 13.5v-4.5h7v4.5",
  folder: "M1.5 12.5v-9h4.5l1.5 2h7v7z",
  copy: "M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3",
  power: "M8 2v5.5M4.6 4.2a5 5 0 1 0 6.8 0",
} as const;

export type IconName = keyof typeof shapes;

/** A decorative icon. Screen readers skip it, so it needs a text or label next to it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
      <path d={shapes[name]} />
    </svg>
  );
}
