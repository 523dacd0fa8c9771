import { join } from "node:path";
import { CHECKOUT } from "./checkout";

/** The embedded server's data of this checkout, or inside `dataFolder` when a test has its own. */
export const postgresFolder = (dataFolder = join(CHECKOUT, ".data")) =>
  join(dataFolder, "postgres");
