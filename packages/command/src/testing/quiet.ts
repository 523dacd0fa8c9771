import type { Progress } from "../progress";

/** A progress display that shows nothing. */
export const QUIET: Progress = {
  say: () => {},
  update: () => {},
  clear: () => {},
  step: (_title, work) => work(),
};
