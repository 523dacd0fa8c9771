import postgres from "postgres";

/** Any number will do: it is only compared within the embedded server's own `postgres` database. */
const LEASE_KEY = 4_218_911;

/**
 * A process's claim on the embedded server: one connection that holds a shared advisory lock for as
 * long as the process uses the server. When a process dies, the kernel closes its connection and the
 * claim is gone, so nothing stale is ever left.
 */
export interface Lease {
  sql: postgres.Sql;
  /** Resolves when the connection is lost, which also happens after `leave`. */
  lost: Promise<void>;
  /**
   * Gives the claim up. Answers whether this was the last one; then newcomers are kept waiting until
   * `close`, and the caller must stop the server.
   */
  leave(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * `absent`: nothing answers there, or not with this password. `busy`: a server that is starting or
 * stopping, so ask again.
 */
export async function requestLease(url: string): Promise<Lease | "absent" | "busy"> {
  let connectionLost = () => {};
  const lost = new Promise<void>((resolve) => {
    connectionLost = resolve;
  });
  const sql = postgres(url, {
    max: 1,
    connect_timeout: 5,
    max_lifetime: null,
    fetch_types: false,
    connection: { application_name: "ai-cost lease" },
    onnotice: () => {},
    onclose: () => connectionLost(),
  });
  const close = () => sql.end({ timeout: 1 });
  try {
    await sql`select pg_advisory_lock_shared(${LEASE_KEY})`;
  } catch (error) {
    await close();
    return meansBusy(error) ? "busy" : "absent";
  }
  return { sql, lost, leave: () => leave(sql), close };
}

async function leave(sql: postgres.Sql): Promise<boolean> {
  await sql`select pg_advisory_unlock_shared(${LEASE_KEY})`;
  const [row] = await sql`select pg_try_advisory_lock(${LEASE_KEY}) as is_last`;
  return row?.is_last === true;
}

/** 57P…: being shut down, crashed, or cannot connect now; 53300: too many connections. */
function meansBusy(error: unknown): boolean {
  const { code } = error as { code?: string };
  return /^(57P0\d|53300|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNRESET)$/.test(
    code ?? "",
  );
}
