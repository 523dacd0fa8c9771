/** A database cannot be distributed. The message says why, as a sentence for the operator. */
export class DistributionError extends Error {
  readonly isRefusal = true;
}
