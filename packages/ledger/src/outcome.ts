/**
 * The result of a report that was refused and changed nothing. An `invalid` report breaks a rule; a
 * `conflict` contradicts an earlier report. The other reports of a batch are not affected.
 */
export interface Refusal {
  outcome: "conflict" | "invalid";
  reason: string;
}

/** The result of a report. For a `duplicate`, the ids are those of the rows that the first report created. */
export type Outcome<Ids extends object = object> =
  | ({ outcome: "recorded" | "duplicate" } & Ids)
  | Refusal;

export const invalid = (reason: string): Refusal => ({ outcome: "invalid", reason });

export const conflict = (reason: string): Refusal => ({ outcome: "conflict", reason });

export const isRefusal = (value: object): value is Refusal => "reason" in value;
