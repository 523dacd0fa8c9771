/** The earliest of some instants; absent ones are ignored. */
export const earliest = (first: Date, ...others: (Date | undefined)[]): Date =>
  others.reduce<Date>((least, at) => (at && at < least ? at : least), first);
