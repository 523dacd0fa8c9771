import type { ImportFlag } from "@/app/api/usage-imports/upload";

/** The labels of the page's fields by the options of the command, which messages about a file name. */
const LABELS: Readonly<Record<ImportFlag, string>> = {
  "--input-tokens": "Input tokens",
  "--output-tokens": "Output tokens",
  "--cached-input-tokens": "Cached input tokens",
  "--cache-write-tokens": "Cache-write tokens",
  "--reasoning-tokens": "Reasoning tokens",
  "--audio-input-tokens": "Audio input tokens",
  "--audio-output-tokens": "Audio output tokens",
  "--service-tier": "Service tier",
  "--batch": "Batch",
  "--cost": "Cost in dollars",
  "--cache-counts": "Cached tokens are",
  "--date-order": "Order of dates",
  "--decimal": "Decimal sign",
  "--ignore": "Columns to leave out",
  "--only-missing-days": "Import only the other days",
  "--beside": "Import all days in addition",
};
const LABEL_BY_FLAG = new Map<string, string>(Object.entries(LABELS));

/** A message about a file in the words of the page: `--decimal` becomes `“Decimal sign”`. */
export const plainReason = (message: string): string =>
  message.replace(/--[a-z-]+[a-z]/g, (flag) => {
    const label = LABEL_BY_FLAG.get(flag);
    return label === undefined ? flag : `“${label}”`;
  });
