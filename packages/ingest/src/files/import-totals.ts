/** What has become of the rows so far. The sums are over the good rows: recorded and already there. */
export interface Tally {
  rowsRead: number;
  recorded: number;
  alreadyThere: number;
  bad: number;
  /** Of the good rows, those whose cost is not known. */
  unpriced: number;
  costMicroUsd: bigint;
  inputTokens: bigint;
  outputTokens: bigint;
}

export const emptyTally = (): Tally => ({
  rowsRead: 0,
  recorded: 0,
  alreadyThere: 0,
  bad: 0,
  unpriced: 0,
  costMicroUsd: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
});
