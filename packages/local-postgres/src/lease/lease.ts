import postgres from "postgres";

/**
 * The key of the advisory lock. Any number works, because only leases use advisory locks in the
 * embedded server's `postgres` database.
 */
const LEASE_KEY = 4_218_911;

/**
 * A process's right to use the embedded server: a connection that holds a shared advisory lock for as
 * long as the process uses the server. When a process dies, the kernel closes its connection and
 * Postgres releases the lock, so a lease never outlives its process.
 */
export interface Lease {
  sql: postgres.Sql;
  /**
   * Resolves when the connection is closed, either because the server ended or because of `close`.
   */
  lost: Promise<void>;
  /**
   * Releases the lease and returns whether it was the last one. If it was the last one, the caller
   * must stop the server and then call `close`; until then, no process can get a new lease.
   */
  release(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * Requests a lease from the server at `url`. Returns `absent` if no server listens there or the
 * server has a different password. Returns `busy` if the server is starting or stopping; the caller
 * must then try again.
 */
export async function requestLease(url: string): Promise<Lease | "absent" | "busy"> {
  let onLost = () => {};
  const lost = new Promise<void>((resolve) => {
    onLost = resolve;
  });
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    max_lifetime: null,
    fetch_types: false,
    connection: { application_name: "ai-cost lease" },
    onnotice: () => {},
    onclose: () => onLost(),
  });
  const close = () => sql.end({ timeout: 1 });
  try {
    await sql`select pg_advisory_lock_shared(${LEASE_KEY})`;
  } catch (error) {
    await close();
    return isBusy(error) ? "busy" : "absent";
  }
  return { sql, lost, release: () => release(sql), close };
}

/**
 * Releases the shared lock and tries to get the exclusive lock. That succeeds only if no other
 * process holds a shared lock.
 */
async function release(sql: postgres.Sql): Promise<boolean> {
  await sql`select pg_advisory_unlock_shared(${LEASE_KEY})`;
  const [row] = await sql`select pg_try_advisory_lock(${LEASE_KEY}) as is_last`;
  return row?.is_last === true;
}

/**
 * Codes 57P01 to 57P03 mean that the server is shutting down, has crashed or does not accept
 * connections yet. Code 53300 means that it has too many connections.
 */
function isBusy(error: unknown): boolean {
  const { code } = error as { code?: string };
  return /^(57P0\d|53300|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNRESET)$/.test(
    code ?? "",
  );
}
