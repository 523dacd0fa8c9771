import { promises as dns, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { limitFunction } from "p-limit";

/** Returns all addresses of a host name, and of an address itself. Rejects when `signal` is aborted. */
export type ResolveHost = (hostname: string, signal: AbortSignal) => Promise<LookupAddress[]>;

const QUERY = { timeout: 2_000, tries: 2 };

/**
 * Asks the name servers of this machine, or others in a test, and does not read its file of hosts. People
 * choose the names, and their name servers can be slow: a query that waits holds no thread of Node.
 */
export const nameServers =
  (servers: readonly string[] = []): ResolveHost =>
  async (hostname, signal) => {
    const family = isIP(hostname);
    if (family !== 0) return [{ address: hostname, family }];
    signal.throwIfAborted();
    const resolver = new dns.Resolver(QUERY);
    if (servers.length > 0) resolver.setServers(servers);
    const cancel = () => resolver.cancel();
    signal.addEventListener("abort", cancel);
    const [four, six] = await Promise.allSettled([
      resolver.resolve4(hostname),
      resolver.resolve6(hostname),
    ]);
    signal.removeEventListener("abort", cancel);
    const addresses = [...addressesOf(four, 4), ...addressesOf(six, 6)];
    if (addresses.length === 0 && four.status === "rejected") throw four.reason;
    return addresses;
  };

const addressesOf = (answer: PromiseSettledResult<string[]>, family: number): LookupAddress[] =>
  answer.status === "fulfilled" ? answer.value.map((address) => ({ address, family })) : [];

/** Each lookup of the system holds one of the four threads with which Node also hashes passwords. */
const SYSTEM_LOOKUPS = 2;

const lookUp = limitFunction(
  async (hostname: string, signal: AbortSignal) => {
    signal.throwIfAborted();
    return dns.lookup(hostname, { all: true });
  },
  { concurrency: SYSTEM_LOOKUPS },
);

/** Asks the system, which also knows its file of hosts and the short names of its own network. */
export const askSystem: ResolveHost = (hostname, signal) =>
  isIP(hostname) === 0
    ? Promise.race([lookUp(hostname, signal), rejectionBy(signal)])
    : dns.lookup(hostname, { all: true });

const rejectionBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
