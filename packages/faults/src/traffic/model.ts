/** A call that was sent. Its input tokens identify it in the ledger: no two calls of a project have the same. */
export interface SentUsage {
  inputTokens: number;
  outputTokens: number;
  costMicroUsd: bigint;
  /** Whether a response has said that it is recorded. */
  isAcknowledged: boolean;
}

/** The usage that was sent to each project. It shares no code with the product. */
export class Model {
  readonly #projects = new Map<string, Map<number, SentUsage>>();

  /** All usage sent to a project, by input tokens. */
  of(projectId: string): ReadonlyMap<number, SentUsage> {
    return this.#projects.get(projectId) ?? new Map();
  }

  /** Adds a call that is about to be sent and chooses its input tokens. */
  add(projectId: string, usage: Pick<SentUsage, "outputTokens" | "costMicroUsd">): SentUsage {
    const sent = this.#projects.get(projectId) ?? new Map<number, SentUsage>();
    this.#projects.set(projectId, sent);
    const added = { ...usage, inputTokens: sent.size + 1, isAcknowledged: false };
    sent.set(added.inputTokens, added);
    return added;
  }
}
