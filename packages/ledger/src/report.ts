/** The project that a write belongs to, and the current time, which the instants in reports are checked against. */
export interface LedgerScope {
  projectId: string;
  now: Date;
  /** How many names the project may use for the first time today; absent for the default. */
  newNamesPerDay?: NewNamesPerDay | undefined;
}

/** How many agent types and models a project may use for the first time in one UTC day. */
export interface NewNamesPerDay {
  agentTypes: number;
  models: number;
}

/** The normalised fields of one report as the caller gave them, before any pricing or mapping. */
export type Content = Readonly<Record<string, string | number | bigint | boolean | Date | null>>;

/** The fields that make a report idempotent: a second report with the same key and content changes nothing. */
export interface Report {
  /** Identifies the report. The reporter chooses a text that is unique in the project and never uses it again. */
  idempotencyKey: string;
  content: Content;
}
