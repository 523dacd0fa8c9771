import { MAX_THRESHOLD_PCT, MAX_THRESHOLDS } from "@ai-cost/domain";

export type TypedThresholds = { thresholds: number[] } | { problem: string };

/** Parses typed percentages such as `80, 100 %`; nothing typed means no alerts. */
export function typedThresholds(text: string): TypedThresholds {
  const typed = text.split(/[\s,;%]+/).filter(Boolean);
  const thresholds = [...new Set(typed.map(Number))].sort((a, b) => a - b);
  const isValid = (pct: number) => Number.isInteger(pct) && pct >= 1 && pct <= MAX_THRESHOLD_PCT;
  if (!thresholds.every(isValid))
    return { problem: `Enter whole percentages from 1 to ${MAX_THRESHOLD_PCT}, such as 80, 100.` };
  if (thresholds.length > MAX_THRESHOLDS)
    return { problem: `Enter at most ${MAX_THRESHOLDS} percentages.` };
  return { thresholds };
}
