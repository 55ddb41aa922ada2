import { useEffect } from "react";
import { useMediaQuery } from "../parts/use-media-query.js";
import { oneOf, useStoredState } from "../parts/use-stored-state.js";

type Theme = "dark" | "light";

/** Returns the theme and a function that toggles it. The default is the theme of the operating system. */
export function useTheme(): readonly [Theme, () => void] {
  const system: Theme = useMediaQuery("(prefers-color-scheme: dark)") ? "dark" : "light";
  const [chosen, choose] = useStoredState<Theme | "system">("theme", "system", oneOf("dark", "light", "system"));
  const theme = chosen === "system" ? system : chosen;

  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
  }, [theme]);

  const toggle = (): void => {
    const other = theme === "dark" ? "light" : "dark";
    choose(other === system ? "system" : other);
  };
  return [theme, toggle];
}
