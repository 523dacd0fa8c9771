import { foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { projectId } from "./columns";
import { creditTransactions } from "./credit-transactions";

/**
 * Further idempotency keys of a charge, which other reports of the same call have. The first key is in
 * the charge's own row, so most charges have no row here.
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
