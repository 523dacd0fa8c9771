import { join } from "node:path";
import { CHECKOUT } from "./checkout";

/**
 * Returns the folder of the embedded Postgres, which lies in `.data` of the checkout or in the data
 * folder of a test.
 */
export const postgresFolder = (dataFolder = join(CHECKOUT, ".data")) =>
  join(dataFolder, "postgres");
