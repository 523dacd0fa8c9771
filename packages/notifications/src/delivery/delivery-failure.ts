export interface FailureDetails {
  /** How long the receiver asked to be left alone, in milliseconds. */
  retryAfterMs?: number | null;
  /** Whether the receiver wants no further message at all. */
  endsChannel?: boolean;
}

/**
 * Thrown when a message was not delivered. `reason` is stored and logged, so it must contain neither
 * the recipient nor the message nor a password.
 */
export class DeliveryFailure extends Error {
  override name = "DeliveryFailure";
  readonly retryAfterMs: number | null;
  readonly endsChannel: boolean;
  constructor(
    readonly reason: string,
    /** Whether another attempt cannot succeed either. */
    readonly isFinal: boolean,
    { retryAfterMs = null, endsChannel = false }: FailureDetails = {},
  ) {
    super(reason);
    this.retryAfterMs = retryAfterMs;
    this.endsChannel = endsChannel;
  }
}
