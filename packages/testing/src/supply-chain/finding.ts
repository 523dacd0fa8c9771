/** What should not stand in a file; `what` names a secret without repeating it. */
export interface Finding {
  file: string;
  line: number;
  what: string;
}

/** One finding for each match of a pattern, which must be global, under the pattern's name. */
export function findPatterns(
  file: string,
  text: string,
  patterns: Record<string, RegExp>,
): Finding[] {
  return Object.entries(patterns).flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].map(({ index }) => ({ file, line: lineAt(text, index), what })),
  );
}

export const lineAt = (text: string, index: number): number =>
  text.slice(0, index).split("\n").length;
