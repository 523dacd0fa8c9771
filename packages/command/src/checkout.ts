import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of this checkout, with symbolic links resolved: every lock and hash is by this name. */
export const CHECKOUT = realpathSync(fileURLToPath(new URL("../../..", import.meta.url)));
