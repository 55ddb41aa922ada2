import { useMemo, useState } from "react";
import styles from "./App.module.css";
import { ComposerProvider } from "./composer/composer.js";
import { usePageState } from "./feed/feed-context.js";
import { BuildPanel } from "./header/BuildPanel.js";
import { DebuggerBanner } from "./header/DebuggerBanner.js";
import { Header } from "./header/Header.js";
import { ServerBanner } from "./header/ServerBanner.js";
import { StateBanner } from "./header/StateBanner.js";
import { LibraryLayoutProvider, useLibraryLayout } from "./library/library-layout.js";
import { LoginPanel } from "./login/LoginPanel.js";
import { dockViews, mainViews, type Region } from "./navigation/navigation-state.js";
import { NavigationProvider, useNavigation } from "./navigation/navigation.js";
import { useShortcuts } from "./navigation/use-shortcuts.js";
import { ErrorBoundary } from "./parts/ErrorBoundary.js";
import { oneOf, useStoredState } from "./parts/use-stored-state.js";
import { RecordedBanner } from "./recording/RecordedBanner.js";
import { HelpDialog } from "./shell/HelpDialog.js";
import { type DockSide, Workspace } from "./shell/Workspace.js";
import { useTheme } from "./theme/use-theme.js";
import { ToastProvider } from "./toasts/ToastProvider.js";

/** From this width on, the dock starts on the right. In pixels. */
const WIDE_SCREEN = 1500;

export function App() {
  // Nothing of what was shown before remains: selections, filters, or messages that were loaded.
  const shown = usePageState(({ opened }) => opened?.count);
  return (
    <ToastProvider key={shown}>
      <NavigationProvider>
        <LibraryLayoutProvider>
          <ComposerProvider>
            <ErrorBoundary shows={shown}>
              <Page />
            </ErrorBoundary>
          </ComposerProvider>
        </LibraryLayoutProvider>
      </NavigationProvider>
    </ToastProvider>
  );
}

function Page() {
  const [, navigate] = useNavigation();
  const [theme, toggleTheme] = useTheme();
  const [, toggleLayout] = useLibraryLayout();
  const [dockSide, setDockSide] = useStoredState<DockSide>(
    "dock.side",
    innerWidth >= WIDE_SCREEN ? "right" : "bottom",
    oneOf("bottom", "right"),
  );
  const [isHelpOpen, setHelpOpen] = useState(false);

  const shortcuts = useMemo(
    () => ({
      ...Object.fromEntries(mainViews.map((view, index) => [index + 1, () => navigate({ to: "main", view })])),
      ...Object.fromEntries(
        // The tenth has the key 0.
        dockViews
          .slice(0, 6)
          .map((view, index) => [(mainViews.length + index + 1) % 10, () => navigate({ to: "dock", view })]),
      ),
      "/": focusSearch,
      "?": () => setHelpOpen(true),
      Escape: () => navigate({ to: "list", focused: focusedRegion() }),
      s: () => navigate({ to: "dock", view: "send" }),
      v: toggleLayout,
      t: toggleTheme,
      d: () => setDockSide(dockSide === "bottom" ? "right" : "bottom"),
    }),
    [navigate, toggleLayout, toggleTheme, setDockSide, dockSide],
  );
  useShortcuts(shortcuts);

  return (
    <div className={styles.page}>
      <Header theme={theme} onToggleTheme={toggleTheme} onHelp={() => setHelpOpen(true)} />
      <ServerBanner />
      <RecordedBanner />
      <StateBanner />
      <DebuggerBanner />
      <BuildPanel />
      <LoginPanel />
      <Workspace dockSide={dockSide} onMoveDock={shortcuts.d} />
      {isHelpOpen && <HelpDialog onClose={() => setHelpOpen(false)} />}
    </div>
  );
}

function focusedRegion(): Region | undefined {
  return document.activeElement?.closest<HTMLElement>("[data-region]")?.dataset["region"] as Region | undefined;
}

function focusSearch(): void {
  const regions = [...document.querySelectorAll<HTMLElement>("[data-region]")];
  const focused = focusedRegion();
  const region = regions.find(({ dataset }) => dataset["region"] === focused) ?? regions[0];
  region?.querySelector<HTMLInputElement>("input[type=search]")?.focus();
}
