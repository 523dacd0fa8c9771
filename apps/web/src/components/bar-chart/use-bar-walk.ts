import { type KeyboardEvent, type PointerEvent, useState } from "react";

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowLeft: (index) => Math.max(0, index - 1),
  ArrowRight: (index, last) => Math.min(last, index + 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** The bar that an event happened on, by its `data-bar`; null beside all of them. */
function barAt(target: EventTarget): number | null {
  const bar = target instanceof Element ? target.closest<HTMLElement>("[data-bar]") : null;
  return bar ? Number(bar.dataset.bar) : null;
}

const isFocused = (event: PointerEvent<HTMLElement>): boolean =>
  event.currentTarget === document.activeElement;

/**
 * Which bar is being read, by hover, tap or keys. The chart is one tab stop: arrows, Home and End
 * walk, Escape leaves. `onWalk` is told of each bar that a key reached.
 */
export function useBarWalk(count: number, onWalk: (index: number) => void) {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = count - 1;
  // A shorter range may have come since.
  const active = chosen === null ? null : Math.min(chosen, last);

  return {
    active,
    handlers: {
      onPointerDown: (event: PointerEvent) => setChosen(barAt(event.target)),
      onPointerMove: (event: PointerEvent) =>
        event.pointerType !== "touch" && setChosen(barAt(event.target)),
      // A finger that lifts leaves its reading; a mouse takes it along, unless the keyboard is here.
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
