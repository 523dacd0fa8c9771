import { createDatabase, type Database, openAsOperator } from "@ai-cost/db";
import { EMPTY_PRODUCT, PRODUCTS } from "./story/company/products";
import { limitMicroUsd, monthSpendMicroUsd } from "./story/limit";
import { generateStory, type ProductStory } from "./story/product-story";
import { ensureMemberships, ensurePeople } from "./write/people";
import { beginStory, finishProject, finishStory, storyStart } from "./write/story-progress";
import { writeLedger } from "./write/write-ledger";

const CONNECTIONS = 10;
const PROGRESS_EVERY_CHARGES = 10_000;

export interface DemoStoryOptions {
  databaseUrl: string;
  /**
   * The time at which the story ends. If an earlier load has started the story, the `now` of that load
   * is used instead.
   */
  now: Date;
  /** Called with a line of text after every ten thousand charges. */
  onProgress(line: string): void;
}

/**
 * Writes the demo story to an empty, migrated database through the ledger. If an earlier load was
 * interrupted, continues it with the `now` of that load. Does nothing if the story is finished or if the
 * database contains other data. Returns the id of the project that has no usage, so that a person can
 * import their own; null if the database has no such project.
 */
export async function loadDemoStory({
  databaseUrl,
  now,
  onProgress,
}: DemoStoryOptions): Promise<string | null> {
  const { db, close } = createDatabase(databaseUrl, {
    maxConnections: CONNECTIONS,
    applicationName: "demo-story",
  });
  try {
    const progress = await beginStory(db, now);
    if (progress.state === "begun") await writeStory(db, progress.at, onProgress);
    const [empty] = await openAsOperator(db, EMPTY_PRODUCT.projectId);
    return empty?.id ?? null;
  } finally {
    await close();
  }
}

async function writeStory(
  db: Database,
  at: Date,
  onProgress: (line: string) => void,
): Promise<void> {
  const userIds = await ensurePeople(db, at);
  await ensureMemberships(db, userIds, storyStart(at));
  const stories = PRODUCTS.map((product) => generateStory(product, at));
  const onRecorded = chargeCounter(stories, onProgress);
  const projects = new Map((await openAsOperator(db, null)).map((each) => [each.id, each]));
  await Promise.all(
    stories.map(async (story) => {
      const project = projects.get(story.product.projectId);
      if (!project) throw new Error(`the project ${story.product.name} does not exist any more`);
      await writeLedger(project.tenant, story, at, onRecorded);
      await finishProject(project, limitOf(story, at), { userIds, at });
    }),
  );
  await finishStory(db);
}

function limitOf(story: ProductStory, at: Date): bigint | null {
  const { budgetPct } = story.product;
  return budgetPct === null ? null : limitMicroUsd(monthSpendMicroUsd(story, at), budgetPct);
}

function chargeCounter(stories: readonly ProductStory[], onProgress: (line: string) => void) {
  const total = stories.flatMap(({ runs }) => runs.flatMap((run) => run.reports)).length;
  const text = (charges: number) => charges.toLocaleString("en-US");
  let recorded = 0;
  return (charges: number) => {
    const before = recorded;
    recorded += charges;
    const isDue =
      Math.floor(recorded / PROGRESS_EVERY_CHARGES) > Math.floor(before / PROGRESS_EVERY_CHARGES);
    if (isDue) onProgress(`Demo story: ${text(recorded)} of ${text(total)} charges`);
  };
}
