"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";

interface Tab<Value extends string> {
  value: Value;
  label: string;
  /** Called when a pointer enters the tab or the tab gets the focus, to prefetch its panel. */
  onIntent?: () => void;
}

interface TabsProps<Value extends string> {
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** The content of the selected tab's panel. */
  children: ReactNode;
}

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowLeft: (index, count) => (index + count - 1) % count,
  ArrowRight: (index, count) => (index + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

const LOOK =
  "-mb-px h-11 shrink-0 border-transparent border-b-2 px-2 font-medium text-muted text-sm outline-offset-[-4px] hover:text-ink aria-selected:border-accent aria-selected:text-ink sm:px-3 forced-colors:border-[Canvas] forced-colors:aria-selected:border-[Highlight]";

/**
 * Tabs with manual activation, because a panel may have to be fetched: arrow keys move the focus
 * between the tabs, Enter or Space selects a tab. All tabs together are one tab stop: the Tab key
 * focuses the selected tab.
 */
export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: TabsProps<Value>) {
  const id = useId();
  const list = useScrollToSelected(value);
  const [reached, setReached] = useState<Value | null>(null);
  const panelId = `${id}-panel`;

  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={walk}
        onBlur={(event) => isLeaving(event) && setReached(null)}
        className="scrollbar-none relative flex gap-1 overflow-x-auto overflow-y-hidden border-line border-b px-2"
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            data-value={tab.value}
            id={`${id}-${tab.value}`}
            aria-selected={tab.value === value}
            aria-controls={tab.value === value ? panelId : undefined}
            tabIndex={tab.value === (reached ?? value) ? 0 : -1}
            onClick={() => onChange(tab.value)}
            onPointerEnter={tab.onIntent}
            onFocus={() => {
              setReached(tab.value);
              tab.onIntent?.();
            }}
            className={LOOK}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div
        id={panelId}
        role="tabpanel"
        aria-labelledby={`${id}-${value}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the ARIA tabs pattern makes a panel without controls focusable.
        tabIndex={0}
        className="outline-offset-[-2px]"
      >
        {children}
      </div>
    </>
  );
}

const isLeaving = ({ currentTarget, relatedTarget }: FocusEvent): boolean =>
  !currentTarget.contains(relatedTarget);

function walk(event: KeyboardEvent<HTMLElement>) {
  const step = STEPS[event.key];
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")];
  const index =
    document.activeElement instanceof HTMLElement ? tabs.indexOf(document.activeElement) : -1;
  if (!step || index < 0) return;
  event.preventDefault();
  tabs[step(index, tabs.length)]?.focus();
}

/** Scrolls the tab list, but not the page, so that the selected tab is visible on a narrow screen. */
function useScrollToSelected(value: string) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = ref.current;
    const tab = list?.querySelector<HTMLElement>(`[data-value="${value}"]`);
    if (list && tab) list.scrollLeft = tab.offsetLeft - (list.clientWidth - tab.offsetWidth) / 2;
  }, [value]);
  return ref;
}
