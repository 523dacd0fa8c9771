/** A charge has at most one correction, so the correction's key is made from the charge. */
export const CORRECTION_KEY_PREFIX = "correction:";

export const correctionKey = (chargeId: string): string => `${CORRECTION_KEY_PREFIX}${chargeId}`;
