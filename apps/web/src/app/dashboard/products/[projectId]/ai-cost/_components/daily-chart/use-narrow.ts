import { useSyncExternalStore } from "react";

/** The width below which the styles lay out a page for a phone. */
const NARROW = "(max-width: 639px)";

function onWidth(onChange: () => void): () => void {
  const query = matchMedia(NARROW);
  query.addEventListener("change", onChange);
  return () => query.removeEventListener("change", onChange);
}

/** Whether the window is as narrow as a phone. The server cannot know, so it says no. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(
    onWidth,
    () => matchMedia(NARROW).matches,
    () => false,
  );
