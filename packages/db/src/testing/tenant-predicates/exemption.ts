let isExempt = false;

/** Exempts a test file that omits tenant predicates on purpose. Its statements are not checked. */
export function exemptFromTenantPredicates(): void {
  isExempt = true;
}

/** Ends the exemption at the end of a file. Returns whether the file was exempt. */
export function endExemption(): boolean {
  const wasExempt = isExempt;
  isExempt = false;
  return wasExempt;
}
