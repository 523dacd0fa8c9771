import { createDatabase, type Database, openAsOperator } from "@ai-cost/db";
import { closeProduct, closeStory, openStory, storyStart } from "./chapters";
import { ensureMemberships, ensurePeople } from "./people";
import { limitMicroUsd, spentMicroUsd } from "./story/limit";
import { type ProductStory, tellProduct } from "./story/product-story";
import { PRODUCTS } from "./story/products";
import { writeProduct } from "./write-product";

const CONNECTIONS = 10;
const SAID_EVERY_CHARGES = 10_000;

export interface DemoStoryOptions {
  databaseUrl: string;
  /** The story's present moment, if it has not begun yet. */
  now: Date;
  /** Gets a line now and then. */
  onProgress(line: string): void;
}

/**
 * Tells an empty, migrated database the demo story through the ledger. Goes on where an interrupted
 * load stopped, with that load's present moment; does nothing where the story is told to its end or
 * where something else lives.
 */
export async function loadDemoStory({
  databaseUrl,
  now,
  onProgress,
}: DemoStoryOptions): Promise<void> {
  const { db, close } = createDatabase(databaseUrl, {
    maxConnections: CONNECTIONS,
    applicationName: "demo-story",
  });
  try {
    const progress = await openStory(db, now);
    if (progress.state === "begun") await tellStory(db, progress.at, onProgress);
  } finally {
    await close();
  }
}

async function tellStory(
  db: Database,
  at: Date,
  onProgress: (line: string) => void,
): Promise<void> {
  const userIds = await ensurePeople(db, at);
  await ensureMemberships(db, userIds, storyStart(at));
  const stories = PRODUCTS.map((product) => tellProduct(product, at));
  const onWritten = chargeCounter(stories, onProgress);
  const opened = new Map((await openAsOperator(db, null)).map((project) => [project.id, project]));
  await Promise.all(
    stories.map(async (story) => {
      const project = opened.get(story.product.projectId);
      if (!project) throw new Error(`the story's product ${story.product.name} is gone`);
      await writeProduct(project.tenant, story, at, onWritten);
      await closeProduct(project, limitOf(story, at), { userIds, at });
    }),
  );
  await closeStory(db);
}

function limitOf(story: ProductStory, at: Date): bigint | null {
  const { budget } = story.product;
  return budget ? limitMicroUsd(spentMicroUsd(story, at), budget.targetPct) : null;
}

function chargeCounter(stories: readonly ProductStory[], onProgress: (line: string) => void) {
  const reports = stories.flatMap(({ runs }) => runs.flatMap((run) => run.reports));
  const text = (charges: number) => charges.toLocaleString("en-US");
  let written = 0;
  return (charges: number) => {
    const steps = Math.floor(written / SAID_EVERY_CHARGES);
    written += charges;
    if (Math.floor(written / SAID_EVERY_CHARGES) > steps)
      onProgress(`Demo story: ${text(written)} of ${text(reports.length)} charges`);
  };
}
