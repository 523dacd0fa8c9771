import { type Progress, takeLock } from "@ai-cost/command";

/**
 * Loads the demo data into an embedded database. Does nothing if all the demo data exists. If a process
 * was killed while it loaded the data, continues where that process stopped. Only one process loads the
 * data at a time.
 */
export async function loadDemoData(
  databaseUrl: string,
  embeddedFolder: string,
  progress: Progress,
): Promise<string | null> {
  const { loadDemoStory } = await import("@ai-cost/demo");
  const release = await takeLock(`demo:${embeddedFolder}`);
  try {
    return await progress.step("Loading the demo story", () =>
      loadDemoStory({ databaseUrl, now: new Date(), onProgress: progress.say }),
    );
  } finally {
    release();
  }
}
