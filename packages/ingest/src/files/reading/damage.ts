/**
 * Returns the reason why the rest of a file cannot be read, as a sentence; null for an error with another
 * cause.
 */
export function damageOf(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "Z_BUF_ERROR") return "The file ends in the middle of its gzip data.";
  if (code.startsWith("Z_")) return "The file's gzip data is damaged.";
  return code === "EIO" ? "The file can no longer be read (EIO)." : null;
}
