import { Refusal } from "@ai-cost/domain";
import { acquireEmbeddedPostgres, type EmbeddedPostgresOptions } from "../lease/embedded";
import { withConnection } from "./with-connection";

export interface AcquiredDatabase {
  /** The `postgres://` URL, with user, password and database. */
  url: string;
  /**
   * The data folder of the embedded server; undefined if the URL comes from the environment
   * variable.
   */
  embeddedFolder: string | undefined;
  release(): Promise<void>;
}

/**
 * Returns the database whose URL is in the environment variable `variable`. If the variable is not
 * set, returns a database on the embedded server. Throws a Refusal if the database in the variable
 * cannot be used or the embedded server cannot run. The message of the Refusal never contains the
 * password.
 */
export async function acquireDatabase(
  environment: NodeJS.ProcessEnv,
  options: EmbeddedPostgresOptions,
  variable = "DATABASE_URL",
): Promise<AcquiredDatabase> {
  const operatorUrl = environment[variable];
  if (operatorUrl) {
    await checkReachable(operatorUrl, variable);
    return { url: operatorUrl, embeddedFolder: undefined, release: async () => {} };
  }
  const { url, folder, release } = await acquireEmbeddedPostgres(options);
  return { url, embeddedFolder: folder, release };
}

/**
 * Runs one query at `url`. Throws a Refusal that contains `variable`, the name of the environment
 * variable, if the URL is malformed or no result arrives within five seconds.
 */
export async function checkReachable(url: string, variable: string): Promise<void> {
  const address = describeAddress(url);
  if (!address)
    throw new Refusal(`${variable} is not a URL like postgres://user:password@host:5432/name.`);
  try {
    await withConnection(url, (sql) => sql`select 1`, { connect_timeout: 5 });
  } catch (error) {
    throw new Refusal(
      `The database at ${address} (${variable}) cannot be used: ${reasonFor(error)}.`,
    );
  }
}

/** The host, port and database of a Postgres URL, without user and password. */
function describeAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol !== "postgres:" && protocol !== "postgresql:") return undefined;
  return `${hostname || "localhost"}:${port || 5432}${pathname}`;
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the name of the host cannot be resolved at the moment",
  CONNECT_TIMEOUT: "it did not respond within five seconds",
  CONNECTION_CLOSED: "it closed the connection",
  "28P01": "the user or the password is wrong",
  "3D000": "there is no database with this name",
};

function reasonFor(error: unknown): string {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return REASONS[code] ?? (code.startsWith("E") ? code : message);
}
