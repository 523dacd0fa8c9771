import { Refusal } from "@ai-cost/domain";
import { APP_ROLE } from "../connection/app-role";
import type { Sql } from "../connection/database";

/**
 * Lets the application's role log in, because the coordinator connects to the workers as the role that
 * sent the query. The role has no password, so a server that requires passwords lets nobody else log in
 * with it. Throws a Refusal when the current user may not change the role, or when a worker
 * refuses the login.
 */
export async function admitToWorkers(sql: Sql): Promise<void> {
  const [role] =
    await sql`select rolcanlogin as "canLogIn" from pg_roles where rolname = ${APP_ROLE}`;
  if (!role?.canLogIn) await allowLogin(sql);
  const refusing = await sql.begin(async (tx) => {
    await tx.unsafe(`set local role ${APP_ROLE}`);
    return tx`
      select nodename || ':' || nodeport as worker
      from run_command_on_workers('select 1') where not success`;
  });
  if (refusing.length > 0)
    throw new Refusal(
      `The coordinator cannot log in as ${APP_ROLE} at ${refusing.map(({ worker }) => worker).join(", ")}. Allow that login with a line in pg_hba.conf or a password in pg_dist_authinfo, then run this again.`,
    );
}

async function allowLogin(sql: Sql): Promise<void> {
  try {
    await sql.unsafe(`alter role ${APP_ROLE} login`);
  } catch (error) {
    throw new Refusal(
      `This database user may not let ${APP_ROLE} log in, which the coordinator needs to reach the workers. Run this as a superuser, then run the command again: ALTER ROLE ${APP_ROLE} LOGIN;`,
      { cause: error },
    );
  }
}
