import { findAddresses } from "./find-addresses";
import { findSecrets } from "./find-secrets";
import type { Finding } from "./finding";

/** Finds secrets and addresses that could belong to somebody. */
export async function findLeaks(file: string, text: string): Promise<Finding[]> {
  return [...(await findSecrets(file, text)), ...findAddresses(file, text)];
}
