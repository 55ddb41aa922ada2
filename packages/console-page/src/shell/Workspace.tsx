import { type DockView, dockViews, type MainView } from "../navigation/navigation-state.js";
import { useNavigation } from "../navigation/navigation.js";
import { IconButton } from "../parts/Button.js";
import { Splitter } from "../parts/Splitter.js";
import { Tabs } from "../parts/Tabs.js";
import { useMediaQuery } from "../parts/use-media-query.js";
import { isNumber, useStoredState } from "../parts/use-stored-state.js";
import { DockArea } from "./DockArea.js";
import { MainArea } from "./MainArea.js";
import { PlatformClientButtons } from "./PlatformClientButtons.js";
import { useDockTabs } from "./use-dock-tabs.js";
import { useMainTabs } from "./use-main-tabs.js";
import styles from "./Workspace.module.css";

export type DockSide = "bottom" | "right";

interface WorkspaceProps {
  readonly dockSide: DockSide;
  readonly onMoveDock: () => void;
}

/** Shows the main half and the dock next to each other, or one at a time on a narrow screen. */
export function Workspace(props: WorkspaceProps) {
  const isNarrow = useMediaQuery("(max-width: 899px)");
  return isNarrow ? <SinglePane /> : <TwoPanes {...props} />;
}

function TwoPanes({ dockSide, onMoveDock }: WorkspaceProps) {
  const [navigation, navigate] = useNavigation();
  const [share, setShare] = useStoredState(`dock.${dockSide}`, dockSide === "bottom" ? 0.42 : 0.45, isNumber);
  return (
    <main className={styles.workspace} data-dock={dockSide}>
      <section className={styles.pane} data-region="main" aria-label="GALAXY" style={{ flexGrow: 1 - share }}>
        <div className={styles.tabs}>
          <Tabs
            label="GALAXY views"
            tabs={useMainTabs()}
            selected={navigation.main}
            onSelect={(view) => navigate({ to: "main", view })}
          />
          <PlatformClientButtons />
        </div>
        <MainArea view={navigation.main} />
      </section>
      <Splitter
        label="Resize developer tools"
        orientation={dockSide === "bottom" ? "horizontal" : "vertical"}
        share={share}
        onChange={setShare}
      />
      <section className={styles.pane} data-region="dock" aria-label="Developer tools" style={{ flexGrow: share }}>
        <div className={styles.tabs}>
          <Tabs
            label="Developer tools views"
            tabs={useDockTabs()}
            selected={navigation.dock}
            onSelect={(view) => navigate({ to: "dock", view })}
          />
          <IconButton
            icon={dockSide === "bottom" ? "dockRight" : "dockBottom"}
            label={dockSide === "bottom" ? "Dock to right" : "Dock to bottom"}
            onClick={onMoveDock}
          />
        </div>
        <DockArea view={navigation.dock} />
      </section>
    </main>
  );
}

function SinglePane() {
  const [navigation, navigate] = useNavigation();
  const tabs = [...useMainTabs(), ...useDockTabs()];
  const select = (view: MainView | DockView): void =>
    isDockView(view) ? navigate({ to: "dock", view }) : navigate({ to: "main", view });
  return (
    <main className={styles.workspace}>
      <section className={styles.pane} data-region={navigation.region} aria-label="All views" style={{ flexGrow: 1 }}>
        <div className={styles.tabs}>
          <Tabs label="Views" tabs={tabs} selected={navigation[navigation.region]} onSelect={select} />
          <PlatformClientButtons compact />
        </div>
        {navigation.region === "main" ? <MainArea view={navigation.main} /> : <DockArea view={navigation.dock} />}
      </section>
    </main>
  );
}

function isDockView(view: string): view is DockView {
  return (dockViews as readonly string[]).includes(view);
}
