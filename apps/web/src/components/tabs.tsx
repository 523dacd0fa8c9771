"use client";

import { Tabs as BaseTabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

interface Tab<Value extends string> {
  value: Value;
  label: string;
  /** Told when a person is about to choose it: time to fetch what it will show. */
  onIntent?: () => void;
}

interface TabsProps<Value extends string> {
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** The chosen tab's panel. */
  children: ReactNode;
}

/** Arrow keys move between the tabs, Enter or Space chooses: a panel may have to be fetched. */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: TabsProps<Value>) {
  return (
    <BaseTabs.Root value={value} onValueChange={(chosen: Value) => onChange(chosen)}>
      <BaseTabs.List
        aria-label={label}
        activateOnFocus={false}
        className="scrollbar-none flex gap-1 overflow-x-auto overflow-y-hidden border-line border-b px-2"
      >
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.value}
            value={tab.value}
            onPointerEnter={tab.onIntent}
            onFocus={tab.onIntent}
            className="-mb-px h-11 shrink-0 border-transparent border-b-2 px-2 font-medium text-muted text-sm outline-offset-[-4px] hover:text-ink data-[active]:border-accent data-[active]:text-ink sm:px-3 forced-colors:border-[Canvas] forced-colors:data-[active]:border-[Highlight]"
          >
            {tab.label}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      <BaseTabs.Panel key={value} value={value} className="outline-offset-[-2px]">
        {children}
      </BaseTabs.Panel>
    </BaseTabs.Root>
  );
}
