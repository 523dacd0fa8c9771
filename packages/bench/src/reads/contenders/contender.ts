import type { QueryName } from "../queries/queries";
import type { QueryRunner } from "../queries/query-result";

/**
 * A system that runs the queries of the application's pages. All contenders contain the same usage.
 */
export interface Contender {
  name: string;
  /** The queries that the contender can run. */
  queries: Partial<Record<QueryName, QueryRunner>>;
}
