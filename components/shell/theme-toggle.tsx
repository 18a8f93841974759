"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { Theme } from "./theme.ts";
import { stepTheme, useTheme } from "./use-theme.ts";

const icons = { system: Monitor, light: Sun, dark: Moon };
const names = { system: "as the system", light: "light", dark: "dark" };

/** Steps through system, light and dark. Kept in a cookie, so that the server's first paint is right. */
export function ThemeToggle({ initial }: { initial: Theme }) {
  const theme = useTheme((state) => state.chosen) ?? initial;
  const Icon = icons[theme];
  return (
    <Tooltip text={`Theme: ${names[theme]}`} side="bottom">
      <Button
        look="ghost"
        size="icon"
        aria-label={`Theme: ${names[theme]}. Change`}
        onClick={stepTheme}
      >
        <Icon className="size-4" aria-hidden />
      </Button>
    </Tooltip>
  );
}
