import { useMemo, useState } from "react";
import styles from "./App.module.css";
import { BuildPanel } from "./header/BuildPanel.js";
import { Header } from "./header/Header.js";
import { LinkBanner } from "./header/LinkBanner.js";
import { StateBanner } from "./header/StateBanner.js";
import { HelpDialog } from "./layout/HelpDialog.js";
import { NavigationProvider, useNavigation } from "./layout/navigation.js";
import { dockViews, mainViews, type Region } from "./layout/place.js";
import { useShortcuts } from "./layout/use-shortcuts.js";
import { type DockSide, Workspace } from "./layout/Workspace.js";
import { LibraryLookProvider, useLibraryLook } from "./library/library-look.js";
import { LoginPanel } from "./login/LoginPanel.js";
import { oneOf, useRemembered } from "./settings/use-remembered.js";
import { useTheme } from "./theme/use-theme.js";
import { ToastProvider } from "./toasts/toasts.js";

const WIDE = 1500;

export function App() {
  return (
    <ToastProvider>
      <NavigationProvider>
        <LibraryLookProvider>
          <Page />
        </LibraryLookProvider>
      </NavigationProvider>
    </ToastProvider>
  );
}

function Page() {
  const [, go] = useNavigation();
  const [theme, toggleTheme] = useTheme();
  const [, toggleLook] = useLibraryLook();
  const [dockSide, setDockSide] = useRemembered<DockSide>(
    "dock.side",
    innerWidth >= WIDE ? "right" : "bottom",
    oneOf("bottom", "right"),
  );
  const [helping, setHelping] = useState(false);

  const shortcuts = useMemo(
    () => ({
      ...Object.fromEntries(mainViews.map((view, index) => [index + 1, () => go({ to: "main", view })])),
      ...Object.fromEntries(
        dockViews.map((view, index) => [mainViews.length + index + 1, () => go({ to: "dock", view })]),
      ),
      "/": focusSearch,
      "?": () => setHelping(true),
      Escape: () => go({ to: "list", focused: focusedRegion() }),
      v: toggleLook,
      t: toggleTheme,
      d: () => setDockSide(dockSide === "bottom" ? "right" : "bottom"),
    }),
    [go, toggleLook, toggleTheme, setDockSide, dockSide],
  );
  useShortcuts(shortcuts);

  return (
    <div className={styles.page}>
      <Header theme={theme} onToggleTheme={toggleTheme} onHelp={() => setHelping(true)} />
      <LinkBanner />
      <StateBanner />
      <BuildPanel />
      <LoginPanel />
      <Workspace dockSide={dockSide} onMoveDock={shortcuts.d} />
      {helping && <HelpDialog onClose={() => setHelping(false)} />}
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
