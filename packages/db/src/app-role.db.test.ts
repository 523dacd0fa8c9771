import { afterAll, expect, test } from "vitest";
import { APP_ROLE } from "./app-role";
import { createDatabase } from "./client";
import { newId } from "./id";
import { migrate } from "./migrate";
import { exemptFromTenantPredicates, testDatabase } from "./testing/index";

const { databaseUrl, sql } = testDatabase();
exemptFromTenantPredicates();

const PASSWORD = "only-for-tests";
const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

/** A role that may log in and nothing else. */
async function newLogin(): Promise<string> {
  const name = `test_${newId().replaceAll("-", "")}`;
  await sql.unsafe(`create role ${name} login password '${PASSWORD}'`);
  undo.push(() => sql.unsafe(`drop role ${name}`));
  return name;
}

const addressOf = (login: string, database: string) => {
  const address = new URL(databaseUrl);
  Object.assign(address, { username: login, password: PASSWORD, pathname: `/${database}` });
  return address.href;
};

/** An empty database of an ordinary role. */
async function newOwnedDatabase() {
  const owner = await newLogin();
  await sql.unsafe(`create database ${owner} owner ${owner}`);
  undo.push(() => sql.unsafe(`drop database ${owner} with (force)`));
  return { owner, ownerUrl: addressOf(owner, owner) };
}

test("an ordinary owner who may take on the role migrates, and is bound by the policies too", async () => {
  const { owner, ownerUrl } = await newOwnedDatabase();
  await sql.unsafe(`grant ${APP_ROLE} to ${owner}`);
  await migrate(ownerUrl);
  await migrate(ownerUrl);
  const app = createDatabase(ownerUrl);
  const asOwner = createDatabase(ownerUrl, { asOwner: true });
  undo.push(app.close, asOwner.close);
  expect(await app.sql`select current_user::text as is`).toEqual([{ is: APP_ROLE }]);
  expect(await asOwner.sql`select current_user::text as is`).toEqual([{ is: owner }]);
  const projectId = newId();
  await app.sql`insert into projects values (${projectId}, 'A project', now())`;
  const day = `insert into daily_spend values ('${projectId}', '2026-11-01', 1, 1, 1, 1)`;
  for (const { sql: bound } of [app, asOwner])
    await expect(bound.unsafe(day)).rejects.toMatchObject({ code: "42501" });
});

test("one who may not is told in a sentence what a superuser has to do", async () => {
  const { owner, ownerUrl } = await newOwnedDatabase();
  await expect(migrate(ownerUrl)).rejects.toMatchObject({
    isRefusal: true,
    message: `The role ${APP_ROLE} cannot be given to "${owner}". As a superuser: GRANT ${APP_ROLE} TO "${owner}"; then start again.`,
  });
});

test("the application's own login gets the role, and owns nothing", async () => {
  const { owner, ownerUrl } = await newOwnedDatabase();
  await sql.unsafe(`grant ${APP_ROLE} to ${owner} with admin option`);
  const login = await newLogin();
  await migrate(ownerUrl, login);
  await migrate(ownerUrl, login);
  const app = createDatabase(addressOf(login, owner));
  undo.push(app.close);
  expect(await app.sql`select * from projects`).toEqual([]);
  for (const change of [
    "drop table projects",
    "alter table audit_events disable row level security",
  ])
    await expect(app.sql.unsafe(change)).rejects.toMatchObject({ code: "42501" });
});

test("an application's login that does not exist is named", async () => {
  const { owner, ownerUrl } = await newOwnedDatabase();
  await sql.unsafe(`grant ${APP_ROLE} to ${owner} with admin option`);
  await expect(migrate(ownerUrl, "nobody of that name")).rejects.toMatchObject({
    isRefusal: true,
    message: expect.stringContaining('cannot be given to "nobody of that name"'),
  });
});
