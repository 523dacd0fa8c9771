import { beforeAll, describe, expect, test } from "vitest";
import { createDatabase } from "./client";
import { foundProjects } from "./gate/found-projects";
import { openAsOperator } from "./gate/open-as-operator";
import { openByKey } from "./gate/open-by-key";
import { openProject, openProjects } from "./gate/open-project";
import { newId } from "./id";
import { newIngestKey } from "./ingest-key";
import * as schema from "./schema/index";
import {
  emptyDatabase,
  exemptFromTenantPredicates,
  makeIngestKey,
  makeProject,
  TENANT_TABLES,
  testDatabase,
  unmigratedDatabase,
} from "./testing/index";
import { unfitness } from "./unfit";

const { app, databaseUrl, db, sql, tenantOf } = testDatabase({ fansOut: true });

exemptFromTenantPredicates();

let projectId: string;
let foreignId: string;
let foreignKey: string;

/** One audit event, one key and a day of spend, made past every wall. */
async function fill(project: string): Promise<string> {
  const at = new Date();
  await db
    .insert(schema.auditEvents)
    .values({ projectId: project, id: newId(), actorId: "somebody", action: "made", at });
  await sql`insert into daily_spend values (${project}, '2026-11-01', 1, 1, 1, 1)`;
  return (await makeIngestKey(db, project)).text;
}

beforeAll(async () => {
  [projectId, foreignId] = [await makeProject(db), await makeProject(db)];
  await fill(projectId);
  foreignKey = await fill(foreignId);
});

/** As Drizzle hands on what Postgres says. */
const refusedWith = (code: string) => ({ cause: { code } });

const projectsIn = (rows: readonly object[]) => [
  ...new Set(rows.map((row) => ("project_id" in row ? row.project_id : undefined))),
];

describe("every tenant table", () => {
  test.each(TENANT_TABLES)(
    "%s is under forced policies that compare with the proved list",
    async (table) => {
      const [found] = await sql`
      select relrowsecurity, relforcerowsecurity,
        (select array_agg(pg_get_expr(polqual, polrelid) order by polname) from pg_policy
          where polrelid = pg_class.oid and polpermissive) as policies
      from pg_class where oid = ${table}::regclass`;
      const proved =
        "(strpos(current_setting('ai_cost.project_ids'::text, true), (project_id)::text) <> 0)";
      const holders =
        "(secret_hash = NULLIF(current_setting('ai_cost.ingest_key_hash'::text, true), ''::text))";
      expect(found).toEqual({
        relrowsecurity: true,
        relforcerowsecurity: true,
        policies: table === "ingest_keys" ? [holders, proved] : [proved],
      });
    },
  );

  test.each(TENANT_TABLES)("%s shows nothing where no gate has been passed", async (table) => {
    expect(await app.sql`select * from ${app.sql(table)}`).toEqual([]);
  });
});

test("in each of them a proved project is all that a statement without a predicate can find", async () => {
  const rows = await Promise.all(
    ["audit_events", "daily_spend", "ingest_keys"].map((table) =>
      tenantOf(projectId).read((tx) => tx.execute(`select * from ${table}`)),
    ),
  );
  for (const found of rows) expect(projectsIn(found)).toEqual([projectId]);
});

test("a statement without a predicate changes nothing of another project", async () => {
  await tenantOf(projectId).write(async (tx) => {
    await tx.execute("update daily_spend set jobs = jobs + 1");
    await tx.execute("delete from ingest_keys");
  });
  expect(await sql`select jobs::int from daily_spend where project_id = ${foreignId}`).toEqual([
    { jobs: 1 },
  ]);
  expect(await openByKey(app.db, foreignKey)).toMatchObject({ key: { projectId: foreignId } });
});

test("nothing can be written into another project", async () => {
  const at = new Date();
  const event = { projectId: foreignId, id: newId(), actorId: "me", action: "made", at };
  const written = tenantOf(projectId).write((tx) => tx.insert(schema.auditEvents).values(event));
  await expect(written).rejects.toMatchObject(refusedWith("42501"));
});

test.each(["credit_transactions", "audit_events"])(
  "no row of %s can be changed or taken away",
  async (table) => {
    for (const change of [
      `update ${table} set id = id`,
      `delete from ${table}`,
      `truncate ${table}`,
    ])
      await expect(tenantOf(projectId).write((tx) => tx.execute(change))).rejects.toMatchObject(
        refusedWith("42501"),
      );
  },
);

test("a question writes nothing", async () => {
  const asked = tenantOf(projectId).read((tx) => tx.execute("update daily_spend set jobs = 0"));
  await expect(asked).rejects.toMatchObject(refusedWith("25006"));
});

test("the setting is gone with its transaction, also from the connection that it ran on", async () => {
  const client = createDatabase(databaseUrl, { maxConnections: 1 });
  const [project] = await openAsOperator(client.db, projectId);
  const seen = await project?.tenant.read((tx) => tx.execute("select * from daily_spend"));
  expect(seen).toHaveLength(1);
  expect(await client.sql`select * from daily_spend`).toEqual([]);
  const failed = project?.tenant.write((tx) => tx.execute("select 1 / 0"));
  await expect(failed).rejects.toMatchObject(refusedWith("22012"));
  expect(await client.sql`select * from daily_spend`).toEqual([]);
  await client.close();
});

describe("the gates", () => {
  const newPerson = async () => {
    const id = newId();
    const at = { createdAt: new Date(), updatedAt: new Date() };
    await db
      .insert(schema.users)
      .values({ id, name: "A person", email: `${id}@example.com`, ...at });
    return id;
  };
  const join = (userId: string, project: string, role: "owner" | "member") =>
    db
      .insert(schema.memberships)
      .values({ projectId: project, userId, role, createdAt: new Date() });

  test("open a project to its people, and to nobody else", async () => {
    const [member, stranger] = [await newPerson(), await newPerson()];
    await join(member, projectId, "member");
    const opened = await openProject(app.db, { projectId, userId: member });
    expect(opened).toMatchObject({
      project: { id: projectId, role: "member" },
      tenant: { projectIds: [projectId] },
    });
    expect(await openProject(app.db, { projectId, userId: stranger })).toBeNull();
    expect(await openProject(app.db, { projectId: newId(), userId: stranger })).toBeNull();
  });

  test("open all of a person's projects at once, and none to a person without", async () => {
    const [person, nobody] = [await newPerson(), await newPerson()];
    await join(person, projectId, "member");
    await join(person, foreignId, "owner");
    const { tenant } = await openProjects(app.db, person);
    const days = await tenant.read((tx) => tx.execute("select project_id from daily_spend"));
    expect(projectsIn(days).sort()).toEqual([projectId, foreignId].sort());
    const none = await openProjects(app.db, nobody);
    expect(none.projects).toEqual([]);
    expect(await none.tenant.read((tx) => tx.execute("select * from daily_spend"))).toEqual([]);
  });

  test("open to a key its own project, and to another secret nothing", async () => {
    const opened = await openByKey(app.db, foreignKey);
    const days = await opened?.tenant.read((tx) => tx.execute("select * from daily_spend"));
    expect(projectsIn(days ?? [])).toEqual([foreignId]);
    expect(await openByKey(app.db, newIngestKey(foreignId).text)).toBeNull();
    expect(await openByKey(app.db, "no key")).toBeNull();
  });

  test("make a project once", async () => {
    const id = newId();
    const founded = [{ id, name: "New", createdAt: new Date() }];
    const addDay = () =>
      foundProjects(app.db, founded, (tx) =>
        tx.execute(`insert into daily_spend values ('${id}', '2026-11-01', 1, 1, 1, 1)`),
      );
    await addDay();
    await expect(addDay()).rejects.toMatchObject(refusedWith("23505"));
    expect(await sql`select * from daily_spend where project_id = ${id}`).toHaveLength(1);
  });

  test("refuse what is no id before it becomes a setting", async () => {
    const founded = [{ id: "x'; drop table users; --", name: "", createdAt: new Date() }];
    expect(() => foundProjects(app.db, founded, async () => {})).toThrow("only ids");
  });

  test("still refuse where every policy is gone", async () => {
    const own = await emptyDatabase();
    const project = await makeProject(own.db);
    for (const table of TENANT_TABLES)
      await own.sql`alter table ${own.sql(table)} disable row level security`;
    expect(await openProject(own.app.db, { projectId: project, userId: "nobody" })).toBeNull();
    expect(await openByKey(own.app.db, newIngestKey(project).text)).toBeNull();
  });
});

describe("what a server refuses to serve from", () => {
  const strict = { allowsUnsafeDurability: false };
  const lenient = { allowsUnsafeDurability: true };

  test("a superuser's connection, whatever is allowed", async () => {
    expect(await unfitness({ sql }, lenient)).toEqual([expect.stringContaining("policies")]);
  });

  test("a server that does not flush, unless that is allowed", async () => {
    const [setting] = await sql`select current_setting('fsync') as fsync`;
    // The tests' own server runs so; one that somebody brings may not.
    const reasons = setting?.fsync === "off" ? [expect.stringContaining("fsync")] : [];
    expect(await unfitness(app, strict)).toEqual(reasons);
    expect(await unfitness(app, lenient)).toEqual([]);
  });

  test("a database without tables", async () => {
    const own = await unmigratedDatabase();
    expect(await unfitness(own.app, lenient)).toEqual([expect.stringContaining("not migrated")]);
  });
});

test("what is acknowledged is flushed, whatever the database's default", async () => {
  const own = await emptyDatabase();
  const name = new URL(own.databaseUrl).pathname.slice(1);
  await own.sql.unsafe(`alter database ${name} set synchronous_commit = off`);
  const client = createDatabase(own.databaseUrl);
  const [setting] = await client.sql`select current_setting('synchronous_commit') as is`;
  await client.close();
  expect(setting).toEqual({ is: "on" });
});
