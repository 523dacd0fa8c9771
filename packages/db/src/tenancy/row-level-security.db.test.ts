import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { createDatabase } from "../connection/client";
import { findUnsafeSettings } from "../connection/unsafe-settings";
import { newId } from "../id";
import * as schema from "../schema/index";
import {
  emptyDatabase,
  exemptFromTenantPredicates,
  makeProject,
  TENANT_TABLES,
  testDatabase,
  unmigratedDatabase,
} from "../testing/index";
import { createProjects } from "./create-projects";
import { openAsOperator } from "./open-as-operator";
import { type KeyIdentity, openByKeyHash } from "./open-by-key-hash";
import { openProject, openProjects } from "./open-project";

const { app, databaseUrl, db, sql, tenantOf } = testDatabase({ multiShard: true });

exemptFromTenantPredicates();

let projectId: string;
let foreignId: string;
let foreignKey: KeyIdentity;

/** The identity of a key that does not exist. */
const unknownKey = (project: string): KeyIdentity => ({
  projectId: project,
  secretHash: randomBytes(32).toString("hex"),
});

/** Adds an audit event, a row of daily spend and an ingest key to a project, as a superuser. Returns the key. */
async function fill(project: string): Promise<KeyIdentity> {
  const at = new Date();
  await db
    .insert(schema.auditEvents)
    .values({ projectId: project, id: newId(), actorId: "somebody", action: "made", at });
  await sql`insert into daily_spend values (${project}, '2026-11-01', 1, 1, 1, 1)`;
  const key = unknownKey(project);
  const made = { name: "A key", lastCharacters: "last", createdBy: "somebody", createdAt: at };
  await db.insert(schema.ingestKeys).values({ ...key, id: newId(), ...made });
  return key;
}

beforeAll(async () => {
  [projectId, foreignId] = [await makeProject(db), await makeProject(db)];
  await fill(projectId);
  foreignKey = await fill(foreignId);
});

/** An error of Postgres with this SQLSTATE, as Drizzle throws it. */
const refusedWith = (code: string) => ({ cause: { code } });

const projectsIn = (rows: readonly object[]) => [
  ...new Set(rows.map((row) => ("project_id" in row ? row.project_id : undefined))),
];

describe("every tenant table", () => {
  test.each(TENANT_TABLES)(
    "%s has forced policies that compare with the proved projects",
    async (table) => {
      const [found] = await sql`
      select relrowsecurity, relforcerowsecurity,
        (select array_agg(pg_get_expr(polqual, polrelid) order by polname) from pg_policy
          where polrelid = pg_class.oid and polpermissive) as policies
      from pg_class where oid = ${table}::regclass`;
      const proved =
        "(strpos(current_setting('ai_cost.project_ids'::text, true), (project_id)::text) <> 0)";
      const ofKey =
        "(secret_hash = NULLIF(current_setting('ai_cost.ingest_key_hash'::text, true), ''::text))";
      expect(found).toEqual({
        relrowsecurity: true,
        relforcerowsecurity: true,
        policies: table === "ingest_keys" ? [ofKey, proved] : [proved],
      });
    },
  );

  test.each(TENANT_TABLES)(
    "%s shows no row in a transaction that has opened no project",
    async (table) => {
      expect(await app.sql`select * from ${app.sql(table)}`).toEqual([]);
    },
  );
});

test("a statement without a tenant predicate finds rows of the opened project only", async () => {
  const rows = await Promise.all(
    ["audit_events", "daily_spend", "ingest_keys"].map((table) =>
      tenantOf(projectId).read((tx) => tx.execute(`select * from ${table}`)),
    ),
  );
  for (const found of rows) expect(projectsIn(found)).toEqual([projectId]);
});

test("a statement without a tenant predicate changes no row of another project", async () => {
  await tenantOf(projectId).write(async (tx) => {
    await tx.execute("update daily_spend set jobs = jobs + 1");
    await tx.execute("delete from ingest_keys");
  });
  expect(await sql`select jobs::int from daily_spend where project_id = ${foreignId}`).toEqual([
    { jobs: 1 },
  ]);
  expect(await openByKeyHash(app.db, foreignKey)).toMatchObject({ key: { projectId: foreignId } });
});

test("a row of another project cannot be inserted", async () => {
  const at = new Date();
  const event = { projectId: foreignId, id: newId(), actorId: "me", action: "made", at };
  const written = tenantOf(projectId).write((tx) => tx.insert(schema.auditEvents).values(event));
  await expect(written).rejects.toMatchObject(refusedWith("42501"));
});

test.each(["credit_transactions", "audit_events"])(
  "no row of %s can be changed or deleted",
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

test("a read cannot write", async () => {
  const written = tenantOf(projectId).read((tx) => tx.execute("update daily_spend set jobs = 0"));
  await expect(written).rejects.toMatchObject(refusedWith("25006"));
});

test("the setting ends with its transaction, also on the same connection", async () => {
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

describe("a project", () => {
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

  test("is opened to its members and to nobody else", async () => {
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

  test("is opened together with all other projects of a person", async () => {
    const [person, stranger] = [await newPerson(), await newPerson()];
    await join(person, projectId, "member");
    await join(person, foreignId, "owner");
    const { tenant } = await openProjects(app.db, person);
    const days = await tenant.read((tx) => tx.execute("select project_id from daily_spend"));
    expect(projectsIn(days).sort()).toEqual([projectId, foreignId].sort());
    const none = await openProjects(app.db, stranger);
    expect(none.projects).toEqual([]);
    expect(await none.tenant.read((tx) => tx.execute("select * from daily_spend"))).toEqual([]);
  });

  test("is opened by its own key and by no other secret", async () => {
    const opened = await openByKeyHash(app.db, foreignKey);
    const days = await opened?.tenant.read((tx) => tx.execute("select * from daily_spend"));
    expect(projectsIn(days ?? [])).toEqual([foreignId]);
    expect(await openByKeyHash(app.db, unknownKey(foreignId))).toBeNull();
    expect(await openByKeyHash(app.db, { ...foreignKey, projectId })).toBeNull();
    const injected = { ...foreignKey, secretHash: "x'; drop table users; --" };
    await expect(openByKeyHash(app.db, injected)).rejects.toThrow("hexadecimal");
  });

  test("is created once", async () => {
    const id = newId();
    const created = [{ id, name: "New", createdAt: new Date() }];
    const addDay = () =>
      createProjects(app.db, created, (tx) =>
        tx.execute(`insert into daily_spend values ('${id}', '2026-11-01', 1, 1, 1, 1)`),
      );
    await addDay();
    await expect(addDay()).rejects.toMatchObject(refusedWith("23505"));
    expect(await sql`select * from daily_spend where project_id = ${id}`).toHaveLength(1);
  });

  test("is refused when its id is not a UUID, before the id becomes part of a setting", async () => {
    const created = [{ id: "x'; drop table users; --", name: "", createdAt: new Date() }];
    expect(() => createProjects(app.db, created, async () => {})).toThrow("must be a UUID");
  });

  test("stays closed to strangers and unknown keys when no table has row-level security", async () => {
    const own = await emptyDatabase();
    const project = await makeProject(own.db);
    for (const table of TENANT_TABLES)
      await own.sql`alter table ${own.sql(table)} disable row level security`;
    expect(await openProject(own.app.db, { projectId: project, userId: "nobody" })).toBeNull();
    expect(await openByKeyHash(own.app.db, unknownKey(project))).toBeNull();
  });
});

describe("findUnsafeSettings", () => {
  const strict = { allowsUnsafeDurability: false };
  const lenient = { allowsUnsafeDurability: true };

  test("always refuses a superuser's connection", async () => {
    expect(await findUnsafeSettings({ sql }, lenient)).toEqual([
      expect.stringContaining("policies"),
    ]);
  });

  test("refuses a server that does not flush, unless that is allowed", async () => {
    const [setting] = await sql`select current_setting('fsync') as fsync`;
    // The embedded test server runs with fsync off. A server in TEST_DATABASE_URL may have it on.
    const reasons = setting?.fsync === "off" ? [expect.stringContaining("fsync")] : [];
    expect(await findUnsafeSettings(app, strict)).toEqual(reasons);
    expect(await findUnsafeSettings(app, lenient)).toEqual([]);
  });

  test("refuses a database without tables", async () => {
    const own = await unmigratedDatabase();
    expect(await findUnsafeSettings(own.app, lenient)).toEqual([
      expect.stringContaining("not migrated"),
    ]);
  });
});

test("an acknowledged commit is flushed, whatever the database's default", async () => {
  const own = await emptyDatabase();
  const name = new URL(own.databaseUrl).pathname.slice(1);
  await own.sql.unsafe(`alter database ${name} set synchronous_commit = off`);
  const client = createDatabase(own.databaseUrl);
  const [setting] = await client.sql`select current_setting('synchronous_commit') as value`;
  await client.close();
  expect(setting).toEqual({ value: "on" });
});
