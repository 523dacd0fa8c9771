const KIB = 1024;

/** The largest bodies of the paths that a cookie authenticates, by the start of the path. */
const LIMITS: readonly (readonly [start: string, maxBytes: number])[] = [
  ["/api/trpc/", 64 * KIB],
  ["/api/", 4 * KIB],
  // A server action: its form has an address, a password and the path to go to.
  ["/", 16 * KIB],
];

/**
 * The size limit of a body in bytes. Ingest endpoints and uploads have their own limits. `target` must
 * have passed `targetError`.
 */
export const maxBodyBytes = (target: string): number =>
  LIMITS.find(([start]) => target.startsWith(start))?.[1] ?? 0;
