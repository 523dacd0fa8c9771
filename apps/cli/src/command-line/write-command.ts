/** Writes a command as a person has to type it, with its subcommand and its arguments. */
export type WriteCommand = (command: string, ...words: string[]) => string;

/** Writes a command as a person types it in a checkout, such as `npm run ledger -- rebuild`. */
export const npmCommand: WriteCommand = (command, ...words) =>
  ["npm run", command, ...(words.length > 0 ? ["--", ...words] : [])].join(" ");

/** Writes a command as a person types it in an image, which has no npm scripts: `ai-cost ledger rebuild`. */
export const compiledCommand: WriteCommand = (...words) => ["ai-cost", ...words].join(" ");
