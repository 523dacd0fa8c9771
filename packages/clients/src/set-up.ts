/** A fact about a call that a client leaves out of its report. */
export type LeftOut =
  | "the call"
  | "that two reports are of one call"
  | "the counts"
  | "cached tokens"
  | "cached tokens, as if there were none"
  | "that counts are guessed"
  | "how long cache writes are kept"
  | "exact counts";

/** A client, or a combination of clients, with the cases that its file runs. */
export interface SetUp {
  /** The name of its file, without the ending. */
  id: string;
  name: string;
  /** The packages whose versions are listed in the report. */
  packages: readonly string[];
  /** The cases whose calls the client does not report in full. */
  leavesOut?: Readonly<Record<string, LeftOut>>;
  /** The agents of the calls of a case, in the order of the calls. Each agent has one job in a case. */
  agents?: Readonly<Record<string, readonly string[]>>;
}
