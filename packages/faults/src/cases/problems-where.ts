/** The problems of which the condition is true, in the order given. */
export const problemsWhere = (found: readonly [boolean, string][]): string[] =>
  found.filter(([isSo]) => isSo).map(([, problem]) => problem);
