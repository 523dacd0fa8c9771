import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, integer64, projectId } from "./columns";
import { projects } from "./projects";

/**
 * A project's own price of a model, in micro-dollars per million tokens; it goes before the price
 * table's. It holds for what is recorded from then on: a charge keeps what it was priced with.
 */
export const modelPrices = pgTable(
  "model_prices",
  {
    projectId: projectId().references(() => projects.id),
    /** As reports name it. */
    model: text("model").notNull(),
    inputMicroUsdPerMillion: integer64("input_micro_usd_per_million").notNull(),
    outputMicroUsdPerMillion: integer64("output_micro_usd_per_million").notNull(),
    /** NULL when cached input costs what other input costs. */
    cacheReadMicroUsdPerMillion: integer64("cache_read_micro_usd_per_million"),
    /** NULL when written input costs what other input costs. */
    cacheWriteMicroUsdPerMillion: integer64("cache_write_micro_usd_per_million"),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.model] })],
);
