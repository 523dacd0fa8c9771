/** Why a database cannot be distributed, as a sentence for the operator. */
export class DistributionError extends Error {
  readonly isRefusal = true;
}
