import { dayOf } from "@ai-cost/domain";
import type { ReportedRow } from "../reported-row";

const DAY_MS = 86_400_000;

/** The name that is used for an unknown provider. */
const UNKNOWN_PROVIDER = "unknown";

export const providerOf = ({ report }: ReportedRow): string => report.provider ?? UNKNOWN_PROVIDER;

/** The UTC days that a row sums up, as `YYYY-MM-DD`; empty for a single call. */
export function daysOf({ sumOf }: ReportedRow): string[] {
  if (!sumOf) return [];
  const days: string[] = [];
  const firstMs = Math.floor(sumOf.start.getTime() / DAY_MS) * DAY_MS;
  for (let atMs = firstMs; atMs < sumOf.end.getTime(); atMs += DAY_MS)
    days.push(dayOf(new Date(atMs)));
  return days;
}

/** The days that the rows of a file sum up, by provider, and the columns by which they are grouped. */
export class SummedDays {
  readonly #days = new Map<string, Set<string>>();
  readonly #groupedBy = new Set<string>();

  add(row: ReportedRow): void {
    const provider = providerOf(row);
    const days = this.#days.get(provider) ?? new Set();
    this.#days.set(provider, days);
    for (const day of daysOf(row)) days.add(day);
    for (const name of row.sumOf?.groupedBy ?? []) this.#groupedBy.add(name);
  }

  /** Pairs of a provider and a day. */
  list(): { provider: string; day: string }[] {
    return [...this.#days].flatMap(([provider, days]) =>
      [...days].map((day) => ({ provider, day })),
    );
  }

  /** The names of the columns by which the file groups usage, such as `by model, project_id`. */
  grouping(): string {
    const names = [...this.#groupedBy].sort();
    return names.length === 0 ? "" : ` by ${names.join(", ")}`;
  }
}
