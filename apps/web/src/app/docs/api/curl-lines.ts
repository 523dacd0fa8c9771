/** A curl command to paste into a shell. It reads the key from `$AI_COST_KEY`. */
export const curlLines = (address: string, mediaType: string, body: unknown): string =>
  [
    `curl ${address} \\`,
    '  -H "Authorization: Bearer $AI_COST_KEY" \\',
    `  -H "Content-Type: ${mediaType}" \\`,
    `  -d '${JSON.stringify(body, null, 2).replaceAll("'", String.raw`'\''`)}'`,
  ].join("\n");
