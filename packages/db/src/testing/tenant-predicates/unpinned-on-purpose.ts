let isOn = true;

/** For a suite that forgets predicates to see what then holds: what it sends is not held to its pins. */
export function forgetPinsOnPurpose(): void {
  isOn = false;
}

export const isPinningOn = (): boolean => isOn;
