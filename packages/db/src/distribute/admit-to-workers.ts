import { APP_ROLE } from "../app-role";
import type { Sql } from "../client";
import { DistributionError } from "./distribution-error";

/**
 * Lets the coordinator ask the workers as the application's role, for it connects to them as whoever
 * asks. The role has no password, so where passwords are asked nobody else can log in as it. Throws a
 * DistributionError where this user may not let it, or a worker does not.
 */
export async function admitToWorkers(sql: Sql): Promise<void> {
  const [role] =
    await sql`select rolcanlogin as "canLogIn" from pg_roles where rolname = ${APP_ROLE}`;
  if (!role?.canLogIn) await letLogIn(sql);
  const closed = await sql.begin(async (tx) => {
    await tx.unsafe(`set local role ${APP_ROLE}`);
    return tx`
      select nodename || ':' || nodeport as worker
      from run_command_on_workers('select 1') where not success`;
  });
  if (closed.length > 0)
    throw new DistributionError(
      `The coordinator cannot log in as ${APP_ROLE} at ${closed.map(({ worker }) => worker).join(", ")}. Let it in there, by a line of pg_hba.conf or a password in pg_dist_authinfo; then run this again.`,
    );
}

async function letLogIn(sql: Sql): Promise<void> {
  try {
    await sql.unsafe(`alter role ${APP_ROLE} login`);
  } catch (error) {
    throw new DistributionError(
      `This database user may not let ${APP_ROLE} log in, as whom the coordinator asks the workers. As a superuser: ALTER ROLE ${APP_ROLE} LOGIN; then run this again.`,
      { cause: error },
    );
  }
}
