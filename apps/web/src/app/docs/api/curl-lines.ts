/** A request that a person can paste into a shell; `$AI_COST_KEY` stands for a key. */
export const curlLines = (address: string, mediaType: string, body: unknown): string =>
  [
    `curl ${address} \\`,
    '  -H "Authorization: Bearer $AI_COST_KEY" \\',
    `  -H "Content-Type: ${mediaType}" \\`,
    `  -d '${JSON.stringify(body, null, 2).replaceAll("'", String.raw`'\''`)}'`,
  ].join("\n");
