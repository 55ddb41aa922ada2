import { number, plural } from "../format/amount.js";
import { IconButton } from "../parts/Button.js";
import { SearchField } from "../parts/SearchField.js";
import { Select } from "../parts/Select.js";
import { Toolbar } from "../parts/Toolbar.js";
import { gameGroups, titleOfGroup } from "./game-filter.js";
import { titlesOfSortings } from "./game-order.js";
import { useLibraryLayout } from "./library-layout.js";
import styles from "./LibraryToolbar.module.css";
import type { LibraryView } from "./use-library.js";

export function LibraryToolbar({ library }: { readonly library: LibraryView }) {
  const { counts, group, games } = library;
  const groups = gameGroups.filter((name) => counts[name] > 0 || name === group || name === "all");
  const [layout, toggleLayout] = useLibraryLayout();
  return (
    <Toolbar label="Library">
      <SearchField label="Search games" value={library.search} onChange={library.setSearch} />
      <div className={styles.groups} role="group" aria-label="Filter">
        {groups.map((name) => (
          <button
            key={name}
            type="button"
            className={styles.group}
            aria-pressed={name === group}
            onClick={() => library.setGroup(name)}
          >
            {titleOfGroup(name)} <span>{number(counts[name])}</span>
          </button>
        ))}
      </div>
      <div className={styles.groupSelect}>
        <Select
          label="Filter"
          value={group}
          options={Object.fromEntries(groups.map((name) => [name, `${titleOfGroup(name)} ${number(counts[name])}`]))}
          onChange={library.setGroup}
        />
      </div>
      <span className={styles.count} role="status">
        {library.search !== ""
          ? plural(games.length, "game")
          : counts.hidden > 0 && group !== "hidden" && `without ${number(counts.hidden)} hidden`}
      </span>
      <Select label="Sort by" value={library.sorting} options={titlesOfSortings} onChange={library.sortBy} />
      <IconButton
        icon={library.reversed ? "up" : "down"}
        label="Reverse order"
        aria-pressed={library.reversed}
        onClick={() => library.sortBy(library.sorting)}
      />
      <IconButton
        icon={layout === "grid" ? "list" : "grid"}
        label={layout === "grid" ? "Show as table" : "Show as grid"}
        onClick={toggleLayout}
      />
    </Toolbar>
  );
}
