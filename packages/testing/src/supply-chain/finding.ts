/** A text that a file should not contain. `what` describes a secret without repeating it. */
export interface Finding {
  file: string;
  line: number;
  what: string;
}

/** Returns a finding for each match, with the name of its pattern. Each pattern must have the flag `g`. */
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
