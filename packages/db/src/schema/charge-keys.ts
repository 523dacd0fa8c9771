import { foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { projectId } from "./columns";
import { creditTransactions } from "./credit-transactions";

/**
 * The idempotency keys under which other reports may send the same call as a charge. The charge's own
 * row has the key of its first report, so most charges have no row here.
 */
export const chargeKeys = pgTable(
  "charge_keys",
  {
    projectId: projectId(),
    key: text("key").notNull(),
    chargeId: uuid("charge_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.key] }),
    foreignKey({
      columns: [table.projectId, table.chargeId],
      foreignColumns: [creditTransactions.projectId, creditTransactions.id],
    }),
  ],
);
