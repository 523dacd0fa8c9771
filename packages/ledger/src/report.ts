/** The project of a write, and the current time. The instants in reports are checked against this time. */
export interface LedgerScope {
  projectId: string;
  now: Date;
  /** How many names the project may use for the first time today; absent for the default limits. */
  newNamesPerDay?: NewNamesPerDay | undefined;
}

/** How many agent types and models a project may use for the first time in one UTC day. */
export interface NewNamesPerDay {
  agentTypes: number;
  models: number;
}

/** The normalised fields of one report as the caller gave them, before prices and mappings are applied. */
export type Content = Readonly<Record<string, string | number | bigint | boolean | Date | null>>;

/** The fields that make a report idempotent: a second report with the same key and content changes nothing. */
export interface Report {
  /** Identifies the report. The reporter chooses a text that is unique in the project and never reuses it. */
  idempotencyKey: string;
  content: Content;
}
