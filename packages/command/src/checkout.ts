import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * The root folder of this checkout, or of the image in which the compiled command runs. The path contains
 * no symbolic links, because the names of locks and the hashes of sources depend on it.
 */
export const CHECKOUT = realpathSync(fileURLToPath(new URL("../../..", import.meta.url)));
