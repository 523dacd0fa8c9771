import { join } from "node:path";
import { CHECKOUT } from "./checkout";

/** Where the embedded Postgres keeps its data: in the checkout's `.data`, or in a test's own folder. */
export const postgresFolder = (dataFolder = join(CHECKOUT, ".data")) =>
  join(dataFolder, "postgres");
