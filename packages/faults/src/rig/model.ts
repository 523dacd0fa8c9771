/** A call that was sent, known again in the ledger by its input tokens, of which no two have as many. */
export interface SentUsage {
  inputTokens: number;
  outputTokens: number;
  costMicroUsd: bigint;
  /** Whether an answer said that it is recorded. */
  isAcknowledged: boolean;
}

/** What was sent to each project, kept by plain rules that share nothing with the code under test. */
export class Model {
  readonly #projects = new Map<string, Map<number, SentUsage>>();

  /** Everything that was sent to a project; empty for one that is not modelled. */
  of(projectId: string): ReadonlyMap<number, SentUsage> {
    return this.#projects.get(projectId) ?? new Map();
  }

  get projectIds(): string[] {
    return [...this.#projects.keys()];
  }

  /** A call that is about to be sent, with input tokens of its own. */
  add(projectId: string, usage: Pick<SentUsage, "outputTokens" | "costMicroUsd">): SentUsage {
    const sent = this.#projects.get(projectId) ?? new Map<number, SentUsage>();
    this.#projects.set(projectId, sent);
    const added = { ...usage, inputTokens: sent.size + 1, isAcknowledged: false };
    sent.set(added.inputTokens, added);
    return added;
  }
}
