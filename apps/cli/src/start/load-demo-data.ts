import { type Progress, takeLock } from "@ai-cost/command";

/**
 * Loads the demo data into an embedded database. It returns at once if all of it is there, and
 * continues where a killed process stopped. Processes that share the database take turns.
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
