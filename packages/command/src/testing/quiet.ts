import type { Progress } from "../progress";

export const QUIET: Progress = { say: () => {}, step: (_title, work) => work() };
