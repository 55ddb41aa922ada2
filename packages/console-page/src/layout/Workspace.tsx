import { IconButton } from "../parts/Button.js";
import { Tabs } from "../parts/Tabs.js";
import { isNumber, useRemembered } from "../settings/use-remembered.js";
import { useMediaQuery } from "../theme/use-media-query.js";
import { DockArea } from "./DockArea.js";
import { useDockTabs } from "./DockTabs.js";
import { MainArea } from "./MainArea.js";
import { useMainTabs } from "./MainTabs.js";
import { useNavigation } from "./navigation.js";
import { type DockView, dockViews, type MainView } from "./place.js";
import { PlatformClientButtons } from "./PlatformClientButtons.js";
import { Splitter } from "./Splitter.js";
import styles from "./Workspace.module.css";

export type DockSide = "bottom" | "right";

interface WorkspaceProps {
  readonly dockSide: DockSide;
  readonly onMoveDock: () => void;
}

/** The library and the dock side by side, or behind tabs where there is no room for both. */
export function Workspace(props: WorkspaceProps) {
  const narrow = useMediaQuery("(max-width: 899px)");
  return narrow ? <OneAtATime /> : <Both {...props} />;
}

function Both({ dockSide, onMoveDock }: WorkspaceProps) {
  const [place, go] = useNavigation();
  const [share, setShare] = useRemembered(`dock.${dockSide}`, dockSide === "bottom" ? 0.42 : 0.45, isNumber);
  return (
    <main className={styles.workspace} data-dock={dockSide}>
      <section
        className={styles.half}
        data-region="main"
        aria-label="What GALAXY shows"
        style={{ flexGrow: 1 - share }}
      >
        <div className={styles.tabs}>
          <Tabs
            label="GALAXY"
            tabs={useMainTabs()}
            selected={place.main}
            onSelect={(view) => go({ to: "main", view })}
          />
          <PlatformClientButtons />
        </div>
        <MainArea view={place.main} />
      </section>
      <Splitter
        label="Size of the dock"
        orientation={dockSide === "bottom" ? "horizontal" : "vertical"}
        share={share}
        onChange={setShare}
      />
      <section
        className={styles.half}
        data-region="dock"
        aria-label="What the integration does"
        style={{ flexGrow: share }}
      >
        <div className={styles.tabs}>
          <Tabs
            label="Integration"
            tabs={useDockTabs()}
            selected={place.dock}
            onSelect={(view) => go({ to: "dock", view })}
          />
          <IconButton
            icon={dockSide === "bottom" ? "dockRight" : "dockBottom"}
            label={dockSide === "bottom" ? "Move to the right" : "Move to the bottom"}
            onClick={onMoveDock}
          />
        </div>
        <DockArea view={place.dock} />
      </section>
    </main>
  );
}

function OneAtATime() {
  const [place, go] = useNavigation();
  const tabs = [...useMainTabs(), ...useDockTabs()];
  const select = (view: MainView | DockView): void =>
    isDockView(view) ? go({ to: "dock", view }) : go({ to: "main", view });
  return (
    <main className={styles.workspace}>
      <section className={styles.half} data-region={place.region} aria-label="Everything" style={{ flexGrow: 1 }}>
        <div className={styles.tabs}>
          <Tabs label="Views" tabs={tabs} selected={place[place.region]} onSelect={select} />
          <PlatformClientButtons compact />
        </div>
        {place.region === "main" ? <MainArea view={place.main} /> : <DockArea view={place.dock} />}
      </section>
    </main>
  );
}

function isDockView(view: string): view is DockView {
  return (dockViews as readonly string[]).includes(view);
}
