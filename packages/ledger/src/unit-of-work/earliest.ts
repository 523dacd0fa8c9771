/** Returns the earliest of some instants. Ignores undefined values. */
export const earliest = (first: Date, ...others: (Date | undefined)[]): Date =>
  others.reduce<Date>((least, at) => (at && at < least ? at : least), first);
