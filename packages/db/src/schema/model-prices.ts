import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, integer64, projectId } from "./columns";
import { projects } from "./projects";

/**
 * A project's own price of a model, in micro-dollars per million tokens. The project uses it instead of
 * the price in the price table. A change applies to usage that is recorded later; a recorded charge
 * keeps its price.
 */
export const modelPrices = pgTable(
  "model_prices",
  {
    projectId: projectId().references(() => projects.id),
    /** The model's name in reports. */
    model: text("model").notNull(),
    inputMicroUsdPerMillion: integer64("input_micro_usd_per_million").notNull(),
    outputMicroUsdPerMillion: integer64("output_micro_usd_per_million").notNull(),
    /** The price of input tokens that are read from a cache. NULL when they cost as much as other input. */
    cacheReadMicroUsdPerMillion: integer64("cache_read_micro_usd_per_million"),
    /** The price of input tokens that are written to a cache. NULL when they cost as much as other input. */
    cacheWriteMicroUsdPerMillion: integer64("cache_write_micro_usd_per_million"),
    updatedBy: text("updated_by").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.projectId, table.model] })],
);
