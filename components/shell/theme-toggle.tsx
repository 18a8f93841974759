"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { Theme } from "./theme.ts";
import { themeCookie, themes } from "./theme.ts";

const icons = { system: Monitor, light: Sun, dark: Moon };
const names = { system: "as the system", light: "light", dark: "dark" };

/** Steps through system, light and dark. Kept in a cookie, so that the server's first paint is right. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const Icon = icons[theme];
  const change = () => {
    const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
    setTheme(next);
    document.cookie = `${themeCookie}=${next}; path=/; max-age=31536000; samesite=lax`;
    if (next === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = next;
  };
  return (
    <Tooltip text={`Theme: ${names[theme]}`} side="bottom">
      <Button
        look="ghost"
        size="icon"
        aria-label={`Theme: ${names[theme]}. Change`}
        onClick={change}
      >
        <Icon className="size-4" aria-hidden />
      </Button>
    </Tooltip>
  );
}
