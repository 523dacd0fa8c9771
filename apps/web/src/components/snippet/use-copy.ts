import { type RefObject, useEffect, useState } from "react";

type Outcome = "copied" | "selected";

const SHOWN_MS = 3000;

/**
 * Copies an element's text. When the browser denies access to the clipboard, as it does without HTTPS,
 * the text is selected instead, so that the person can copy it.
 */
export function useCopy(element: RefObject<HTMLElement | null>) {
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    setOutcome(null);
    try {
      await navigator.clipboard.writeText(element.current?.textContent ?? "");
      setOutcome("copied");
    } catch {
      if (element.current) getSelection()?.selectAllChildren(element.current);
      setOutcome("selected");
    }
  }

  return { outcome, copy };
}
