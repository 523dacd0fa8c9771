/** The project that a write belongs to, and the clock that its instants are validated against. */
export interface LedgerScope {
  projectId: string;
  now: Date;
}

/** The caller's normalised fields of one report, before any pricing or mapping. */
export type Content = Readonly<Record<string, string | number | bigint | boolean | Date | null>>;

/** What makes a report idempotent: the same key with the same content changes nothing. */
export interface Report {
  /** The reporter's name for this report, unique in the project and never reused. */
  idempotencyKey: string;
  content: Content;
}
