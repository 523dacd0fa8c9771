import type { IdKind } from "@ai-cost/api/testing";

/** Whose an id is: of the actor's own project, of another tenant, or of nobody. */
type Whose = "own" | "foreign" | "random";
const WHOSE: readonly Whose[] = ["own", "foreign", "random"];

/** Whose id a request names for each kind of id that it takes. */
export type IdParameters = Partial<Record<IdKind, Whose>>;

/** All combinations: 3 for one kind of id, 27 for three. */
export function idParametersOf(kinds: readonly IdKind[]): IdParameters[] {
  return kinds.reduce<IdParameters[]>(
    (combinations, kind) =>
      combinations.flatMap((parameters) =>
        WHOSE.map((whose) => ({ ...parameters, [kind]: whose })),
      ),
    [{}],
  );
}

/** The same request with random ids instead of foreign ones. Its response must be the same. */
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
