/** The problems whose condition is true, in the order given. */
export const problemsWhere = (conditions: readonly [boolean, string][]): string[] =>
  conditions.filter(([isTrue]) => isTrue).map(([, problem]) => problem);
