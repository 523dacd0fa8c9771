/** The kind of a cost that cannot be split, because its source reports only the total. */
export const UNATTRIBUTED = "unattributed";

/** The split of a cost whose parts are unknown. */
export const unattributed = (amountMicroUsd: bigint): Record<string, number> =>
  amountMicroUsd === 0n ? {} : { [UNATTRIBUTED]: Number(amountMicroUsd) };

/** One kind of token or unit, and its share in a cost, in any unit that all shares have. */
export interface KindShare {
  kind: string;
  share: bigint;
}

/**
 * Splits an amount of micro-dollars in proportion to the shares, by the largest remainder: the parts are
 * whole micro-dollars and their sum is exactly the amount. 10 by shares of 1, 1 and 1 is 4, 3 and 3. Kinds
 * without a part are left out. An amount without any share is unattributed. Neither the amount nor a
 * share may be negative, and no kind may occur twice.
 */
export function splitMicroUsd(
  amountMicroUsd: bigint,
  shares: readonly KindShare[],
): Record<string, number> {
  const whole = shares.reduce((sum, { share }) => sum + share, 0n);
  if (whole === 0n) return unattributed(amountMicroUsd);
  const parts = shares.map(({ kind, share }) => ({
    kind,
    part: (amountMicroUsd * share) / whole,
    remainder: (amountMicroUsd * share) % whole,
  }));
  const rest = amountMicroUsd - parts.reduce((sum, { part }) => sum + part, 0n);
  // The sort is stable, so equal remainders keep the order of the shares.
  const byRemainder = parts.toSorted((a, b) =>
    a.remainder < b.remainder ? 1 : a.remainder > b.remainder ? -1 : 0,
  );
  for (const part of byRemainder.slice(0, Number(rest))) part.part += 1n;
  return Object.fromEntries(
    parts.filter(({ part }) => part > 0n).map(({ kind, part }) => [kind, Number(part)]),
  );
}
