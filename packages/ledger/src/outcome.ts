/**
 * Says why a report changed nothing. An `invalid` report breaks a rule, whatever is recorded; a
 * `conflict` contradicts what is recorded. The other reports of a batch are not affected.
 */
export interface Refusal {
  outcome: "conflict" | "invalid";
  reason: string;
}

/** What became of a report. A `duplicate` was recorded before and has the ids of that first time. */
export type Outcome<Ids extends object = object> =
  | ({ outcome: "recorded" | "duplicate" } & Ids)
  | Refusal;

export const invalid = (reason: string): Refusal => ({ outcome: "invalid", reason });

export const conflict = (reason: string): Refusal => ({ outcome: "conflict", reason });

export const isRefusal = (value: object): value is Refusal => "reason" in value;
