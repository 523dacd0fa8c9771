/** Returns the problems whose condition is true, in the given order. */
export const problemsWhere = (conditions: readonly [boolean, string][]): string[] =>
  conditions.filter(([isTrue]) => isTrue).map(([, problem]) => problem);
