import type { IdKind } from "@ai-cost/api/testing";

/** The owner of an id: the actor's own project, another tenant, or nobody (a random id). */
type Whose = "own" | "foreign" | "random";
const WHOSE: readonly Whose[] = ["own", "foreign", "random"];

/** For each kind of id that a request contains, whose id it is. */
export type IdParameters = Partial<Record<IdKind, Whose>>;

/** Returns all combinations of owners: 3 for a request with one kind of id, 27 for three kinds. */
export function idParametersOf(kinds: readonly IdKind[]): IdParameters[] {
  return kinds.reduce<IdParameters[]>(
    (combinations, kind) =>
      combinations.flatMap((parameters) =>
        WHOSE.map((whose) => ({ ...parameters, [kind]: whose })),
      ),
    [{}],
  );
}

/** Replaces foreign ids by random ids, because the response must be the same for both. */
export const withoutForeign = (parameters: IdParameters): IdParameters =>
  Object.fromEntries(
    Object.entries(parameters).map(([kind, whose]) => [
      kind,
      whose === "foreign" ? "random" : whose,
    ]),
  );

export const isAllOwn = (parameters: IdParameters): boolean =>
  Object.values(parameters).every((whose) => whose === "own");

export const hasForeign = (parameters: IdParameters): boolean =>
  Object.values(parameters).includes("foreign");
