let isExempt = false;

/** For a suite that forgets predicates on purpose: what its file sends is not checked. */
export function exemptFromTenantPredicates(): void {
  isExempt = true;
}

/** Whether the file that ends now is exempt. The next file in the same worker is checked again. */
export function endExemption(): boolean {
  const wasExempt = isExempt;
  isExempt = false;
  return wasExempt;
}
