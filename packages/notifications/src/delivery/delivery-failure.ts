/**
 * Thrown when a message was not delivered. `reason` is stored and logged, so it must contain neither
 * the recipient nor the message nor a password.
 */
export class DeliveryFailure extends Error {
  override name = "DeliveryFailure";
  constructor(
    readonly reason: string,
    /** Whether another attempt cannot succeed either. */
    readonly isFinal: boolean,
  ) {
    super(reason);
  }
}
