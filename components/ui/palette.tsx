"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Kbd } from "./kbd.tsx";

export type PaletteItem = { readonly id: string; readonly label: string; readonly keys?: string };
export type PaletteGroup = { readonly name: string; readonly items: readonly PaletteItem[] };

/** A search over things to do: arrows choose, Enter does it, Escape leaves. What is done comes after the focus went back. */
export function Palette({
  open,
  onOpenChange,
  title,
  placeholder,
  find,
  onChoose,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  placeholder: string;
  /** What fits a query, best first; everything for an empty one. */
  find: (query: string) => readonly PaletteGroup[];
  onChoose: (id: string) => void;
}) {
  const [query, setQuery] = useState("");
  const chosen = useRef<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!open) return;
    // Who types on at once is ahead of the focus: a letter goes to where the focus is when its key comes down.
    const takeFocus = ({ target }: KeyboardEvent) => {
      const popup = input.current?.closest("[data-modal]");
      if (popup && !(target instanceof Node && popup.contains(target))) input.current?.focus();
    };
    window.addEventListener("keydown", takeFocus, true);
    return () => window.removeEventListener("keydown", takeFocus, true);
  }, [open]);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={onOpenChange}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) return;
        const id = chosen.current;
        chosen.current = null;
        setQuery("");
        if (id !== null) onChoose(id);
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[oklch(0_0_0/0.4)] transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center p-6 pt-[12vh]">
          <Dialog.Popup
            data-modal=""
            aria-label={title}
            className="flex max-h-[70vh] w-full max-w-xl flex-col overflow-hidden rounded-lg bg-raised shadow-raised transition-opacity duration-100 outline-none data-[ending-style]:opacity-0 data-[starting-style]:opacity-0"
          >
            <Autocomplete.Root
              open
              inline
              filter={null}
              items={find(query).map(({ name, items }) => ({ name, items: [...items] }))}
              itemToStringValue={(item: PaletteItem) => item.label}
              value={query}
              onValueChange={(value, details) => {
                // The list would otherwise write the name of what was chosen into the search.
                if (details.reason !== "item-press") setQuery(value);
              }}
              autoHighlight="always"
              keepHighlight
            >
              <div className="flex items-center gap-2.5 border-b border-line px-4">
                <Search className="size-4 shrink-0 text-soft" aria-hidden />
                <Autocomplete.Input
                  ref={input}
                  aria-label={title}
                  placeholder={placeholder}
                  className="h-11 w-full bg-transparent text-base outline-none placeholder:text-soft"
                />
              </div>
              <Autocomplete.Empty className="px-4 py-3 text-soft empty:hidden">
                Nothing is called that.
              </Autocomplete.Empty>
              <Autocomplete.List className="min-h-0 overflow-y-auto p-1.5 empty:hidden">
                {(group: PaletteGroup) => (
                  <Autocomplete.Group key={group.name} items={group.items}>
                    <Autocomplete.GroupLabel className="caption px-2.5 pt-2 pb-1">
                      {group.name}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(item: PaletteItem) => (
                        <Autocomplete.Item
                          key={item.id}
                          value={item}
                          onClick={() => {
                            chosen.current = item.id;
                            onOpenChange(false);
                          }}
                          className="flex min-h-8 cursor-default items-center justify-between gap-4 rounded-md px-2.5 outline-none select-none data-[highlighted]:bg-hover"
                        >
                          <span className="min-w-0 truncate">{item.label}</span>
                          {item.keys && <Kbd keys={item.keys} />}
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
            <Dialog.Close className="sr-only">Close</Dialog.Close>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
