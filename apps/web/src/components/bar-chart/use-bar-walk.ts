import { type KeyboardEvent, type PointerEvent, useState } from "react";

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowLeft: (index) => Math.max(0, index - 1),
  ArrowRight: (index, last) => Math.min(last, index + 1),
  Home: () => 0,
  End: (_, last) => last,
};

/**
 * The index of the bar under an event's target, from its `data-bar` attribute; null when the target is
 * not in a bar.
 */
function barAt(target: EventTarget): number | null {
  const bar = target instanceof Element ? target.closest<HTMLElement>("[data-bar]") : null;
  return bar ? Number(bar.dataset.bar) : null;
}

const isFocused = (event: PointerEvent<HTMLElement>): boolean =>
  event.currentTarget === document.activeElement;

/**
 * The index of the active bar, which hover, tap or keys select. The chart is one tab stop: arrow keys,
 * Home and End move between the bars, Escape leaves the chart. `onWalk` is called with the index of
 * each bar that a key selects.
 */
export function useBarWalk(count: number, onWalk: (index: number) => void) {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = count - 1;
  // The chart may have fewer bars now than when the bar was chosen.
  const active = chosen === null ? null : Math.min(chosen, last);

  return {
    active,
    handlers: {
      onPointerDown: (event: PointerEvent) => setChosen(barAt(event.target)),
      onPointerMove: (event: PointerEvent) =>
        event.pointerType !== "touch" && setChosen(barAt(event.target)),
      // The bar stays active when a finger lifts. It becomes inactive when a mouse leaves, unless the
      // chart has the focus.
      onPointerLeave: (event: PointerEvent<HTMLElement>) =>
        event.pointerType !== "touch" && !isFocused(event) && setChosen(null),
      onFocus: () => setChosen((index) => index ?? last),
      onBlur: () => setChosen(null),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        if (event.key === "Escape") return event.currentTarget.blur();
        const step = STEPS[event.key];
        if (!step) return;
        event.preventDefault();
        const index = step(active ?? last, last);
        setChosen(index);
        onWalk(index);
      },
    },
  };
}
