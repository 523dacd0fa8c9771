import { findAddresses } from "./find-addresses";
import { findSecrets } from "./find-secrets";
import type { Finding } from "./finding";

/** Secrets, and addresses that could be somebody's. */
export async function findLeaks(file: string, text: string): Promise<Finding[]> {
  return [...(await findSecrets(file, text)), ...findAddresses(file, text)];
}
