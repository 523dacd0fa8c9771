import type { QueryName } from "../queries/queries";
import type { QueryRunner } from "../queries/query-result";

/** A system that runs the product's queries on the same usage. */
export interface Contender {
  name: string;
  /** The queries that it can run. */
  queries: Partial<Record<QueryName, QueryRunner>>;
}
