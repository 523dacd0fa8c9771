import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from "react";

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

interface BarWalk {
  count: number;
  /** Called with the index of each bar that a key selects. */
  onWalk: (index: number) => void;
  /** Called with the index of the bar that a click or Enter opens. */
  onOpen: (index: number) => void;
}

/**
 * The index of the active bar, which hover, tap or keys select. The chart is one tab stop: arrow keys,
 * Home and End move between the bars, Escape leaves the chart. A click or Enter opens the active bar. A
 * first tap only selects a bar, because a finger cannot hover; a second tap opens it.
 */
export function useBarWalk({ count, onWalk, onOpen }: BarWalk) {
  const [chosen, setChosen] = useState<number | null>(null);
  const isFirstTap = useRef(false);
  const last = count - 1;
  // The chart may have fewer bars now than when the bar was chosen.
  const active = chosen === null ? null : Math.min(chosen, last);

  return {
    active,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        const bar = barAt(event.target);
        isFirstTap.current = event.pointerType === "touch" && bar !== active;
        setChosen(bar);
      },
      onPointerMove: (event: PointerEvent) =>
        event.pointerType !== "touch" && setChosen(barAt(event.target)),
      // The bar stays active when a finger lifts. It becomes inactive when a mouse leaves, unless the
      // chart has the focus.
      onPointerLeave: (event: PointerEvent<HTMLElement>) =>
        event.pointerType !== "touch" && !isFocused(event) && setChosen(null),
      onClick: (event: MouseEvent) => {
        const bar = barAt(event.target);
        if (bar !== null && !isFirstTap.current) onOpen(bar);
        isFirstTap.current = false;
      },
      onFocus: () => setChosen((index) => index ?? last),
      onBlur: () => setChosen(null),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        if (event.key === "Escape") return event.currentTarget.blur();
        if (event.key === "Enter") {
          // Otherwise the same key would also press the button that gets the focus in the opened dialog.
          event.preventDefault();
          return onOpen(active ?? last);
        }
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
