import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { type Finding, findPatterns } from "./finding";

const KNOWN_KINDS = { rules: [{ id: "known-kinds", rule: creator }] };

/** The secrets that only this project has, which the scanner does not recognise. */
const OWN_KINDS = {
  "a key that usage is sent with": /aicost_[0-9a-f]{32}_[\w-]{43}/g,
  "a value of AUTH_SECRET": /AUTH_SECRET["'`]?\s*[:=]\s*["'`]?[\w+/=-]{32,}/g,
};

/** Finds keys, tokens, private keys and passwords in database URLs. */
export async function findSecrets(file: string, text: string): Promise<Finding[]> {
  const { messages } = await lintSource({
    source: { filePath: file, content: text, contentType: "text" },
    options: { config: KNOWN_KINDS },
  });
  const known = messages.map(({ loc, messageId }) => ({
    file,
    line: loc.start.line,
    what: messageId,
  }));
  return [...known, ...findPatterns(file, text, OWN_KINDS)];
}
