/**
 * A call that was sent. Its number of input tokens identifies it in the ledger, because the number is
 * unique in a project.
 */
export interface SentUsage {
  inputTokens: number;
  outputTokens: number;
  costMicroUsd: bigint;
  /** Whether a response has acknowledged that the call is recorded. */
  isAcknowledged: boolean;
}

/**
 * The model of what the ledger must contain: the usage that was sent to each project. It shares no code
 * with the app, so it does not repeat the app's mistakes.
 */
export class Model {
  readonly #projects = new Map<string, Map<number, SentUsage>>();

  /** All usage sent to a project, by input tokens. */
  of(projectId: string): ReadonlyMap<number, SentUsage> {
    return this.#projects.get(projectId) ?? new Map();
  }

  /** Adds a call that is about to be sent and chooses its number of input tokens. */
  add(projectId: string, usage: Pick<SentUsage, "outputTokens" | "costMicroUsd">): SentUsage {
    const sent = this.#projects.get(projectId) ?? new Map<number, SentUsage>();
    this.#projects.set(projectId, sent);
    const added = { ...usage, inputTokens: sent.size + 1, isAcknowledged: false };
    sent.set(added.inputTokens, added);
    return added;
  }
}
