import { APP_ROLE } from "../app-role";
import type { Sql } from "../client";
import { DistributionError } from "./distribution-error";

/**
 * Lets the coordinator ask the workers as the application's role, for it connects to them as whoever
 * asks. The role has no password, so where passwords are asked nobody else can log in as it. Throws a
 * DistributionError where this user may not, or where a worker does not let the role in.
 */
export async function admitToWorkers(sql: Sql): Promise<void> {
  const [role] = await sql`select rolcanlogin as "canLogin" from pg_roles where rolname = ${APP_ROLE}`;
  if (!role?.canLogin) await letLogIn(sql);
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe(`set local role ${APP_ROLE}`);
      await tx`select count(*) from daily_spend`;
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new DistributionError(
      `The tables are distributed, but a worker does not answer the role ${APP_ROLE} (${reason}). Let the coordinator in as that role, by pg_hba.conf on the workers or a password in pg_dist_authinfo; then run this again.`,
      { cause: error },
    );
  }
}

async function letLogIn(sql: Sql): Promise<void> {
  try {
    await sql.unsafe(`alter role ${APP_ROLE} login`);
  } catch (error) {
    throw new DistributionError(
      `The tables are distributed, but the workers cannot be asked as ${APP_ROLE}. As a superuser: ALTER ROLE ${APP_ROLE} LOGIN; then run this again.`,
      { cause: error },
    );
  }
}
