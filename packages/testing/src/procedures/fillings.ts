import type { IdKind } from "@ai-cost/api/testing";

/** Whose a named id is: the asker's own project's, another tenant's, or nobody's. */
type Whose = "own" | "foreign" | "random";
const WHOSE: readonly Whose[] = ["own", "foreign", "random"];
export type Filling = Partial<Record<IdKind, Whose>>;

/** Every way to fill the fields, mixed ones included: 3 for one field, 27 for three. */
export function fillingsOf(fields: readonly IdKind[]): Filling[] {
  return fields.reduce<Filling[]>(
    (fillings, field) =>
      fillings.flatMap((filling) => WHOSE.map((whose) => ({ ...filling, [field]: whose }))),
    [{}],
  );
}

/** The same question about what nobody has: it must be answered as that about what others have. */
export const withoutForeign = (filling: Filling): Filling =>
  Object.fromEntries(
    Object.entries(filling).map(([field, whose]) => [
      field,
      whose === "foreign" ? "random" : whose,
    ]),
  );

export const isAllOwn = (filling: Filling): boolean =>
  Object.values(filling).every((whose) => whose === "own");

export const hasForeign = (filling: Filling): boolean => Object.values(filling).includes("foreign");
