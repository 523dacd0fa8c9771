import { Refusal } from "@ai-cost/domain";
import postgres from "postgres";
import { acquireEmbeddedPostgres, type EmbeddedPostgresOptions } from "./embedded";

export interface AcquiredDatabase {
  url: string;
  /** Where the embedded server's data are; undefined with the operator's own database. */
  embeddedFolder: string | undefined;
  release(): Promise<void>;
}

/**
 * The database that `variable` names, once it has answered, else the embedded server of `options`.
 * Throws a Refusal that never holds the password.
 */
export async function acquireDatabase(
  environment: NodeJS.ProcessEnv,
  options: EmbeddedPostgresOptions,
  variable = "DATABASE_URL",
): Promise<AcquiredDatabase> {
  const operatorsUrl = environment[variable];
  if (operatorsUrl) {
    await checkReachable(operatorsUrl, variable);
    return { url: operatorsUrl, embeddedFolder: undefined, release: async () => {} };
  }
  const { url, folder, release } = await acquireEmbeddedPostgres(options);
  return { url, embeddedFolder: folder, release };
}

/** One query at `url`; a Refusal that names `variable` if it gets no answer within five seconds. */
export async function checkReachable(url: string, variable: string): Promise<void> {
  const address = describeAddress(url);
  if (!address)
    throw new Refusal(
      `${variable} is not an address like postgres://user:password@host:5432/name.`,
    );
  const sql = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {} });
  try {
    await sql`select 1`;
  } catch (error) {
    throw new Refusal(
      `The database at ${address} (${variable}) cannot be used: ${reasonOf(error)}.`,
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Host, port and name only. */
function describeAddress(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol !== "postgres:" && protocol !== "postgresql:") return undefined;
  return `${hostname || "localhost"}:${port || 5432}${pathname}`;
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host's name cannot be looked up now",
  CONNECT_TIMEOUT: "it did not answer within five seconds",
  CONNECTION_CLOSED: "it closed the connection",
  "28P01": "the user or password is wrong",
  "3D000": "there is no database of that name",
};

function reasonOf(error: unknown): string {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return REASONS[code] ?? (code.startsWith("E") ? code : message);
}
