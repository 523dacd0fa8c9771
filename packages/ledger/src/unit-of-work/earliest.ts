/** The earliest of some instants; one that is not given does not count. */
export const earliest = (first: Date, ...others: (Date | undefined)[]): Date =>
  others.reduce<Date>((least, at) => (at && at < least ? at : least), first);
