import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The root of this checkout, or of the image that the compiled command runs in. Symbolic links are
 * resolved, because locks and hashes are derived from this name.
 */
export const CHECKOUT = realpathSync(fileURLToPath(new URL("../../..", import.meta.url)));
