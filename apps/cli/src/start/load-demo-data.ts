import { type Progress, takeLock } from "@ai-cost/command";

/**
 * Loads the demo data into an embedded database. It does nothing if all the demo data exists, and
 * continues after a process that was killed while it loaded the data. Only one process loads the data at
 * a time.
 */
export async function loadDemoData(
  databaseUrl: string,
  embeddedFolder: string,
  progress: Progress,
): Promise<void> {
  const { loadDemoStory } = await import("@ai-cost/demo");
  const release = await takeLock(`demo:${embeddedFolder}`);
  try {
    await progress.step("Loading the demo story", () =>
      loadDemoStory({ databaseUrl, now: new Date(), onProgress: progress.say }),
    );
  } finally {
    release();
  }
}
