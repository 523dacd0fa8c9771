import { join } from "node:path";
import { CHECKOUT } from "./checkout";

/**
 * Returns the folder of the embedded Postgres. It is inside `dataFolder`, which is `.data` in the
 * checkout unless a test gives its own folder.
 */
export const postgresFolder = (dataFolder = join(CHECKOUT, ".data")) =>
  join(dataFolder, "postgres");
