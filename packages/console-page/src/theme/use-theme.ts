import { useEffect } from "react";
import { oneOf, useRemembered } from "../settings/use-remembered.js";
import { useMediaQuery } from "./use-media-query.js";

type Theme = "dark" | "light";

/** As the system says until the user says otherwise. */
export function useTheme(): readonly [Theme, () => void] {
  const system: Theme = useMediaQuery("(prefers-color-scheme: dark)") ? "dark" : "light";
  const [chosen, choose] = useRemembered<Theme | "system">("theme", "system", oneOf("dark", "light", "system"));
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
