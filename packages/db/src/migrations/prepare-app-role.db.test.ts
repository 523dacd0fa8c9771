import { afterAll, expect, test } from "vitest";
import { APP_ROLE } from "../connection/app-role";
import { createDatabase } from "../connection/client";
import { newId } from "../id";
import { exemptFromTenantPredicates, testDatabase } from "../testing/index";
import { migrate } from "./migrate";

const { databaseUrl, sql } = testDatabase();
exemptFromTenantPredicates();

const PASSWORD = "only-for-tests";
const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const step of undo.reverse()) await step();
});

/** Creates a role whose only right is to log in. */
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

/** Creates an empty database whose owner is a role that has only the right to log in. */
async function newOwnedDatabase() {
  const owner = await newLogin();
  await sql.unsafe(`create database ${owner} owner ${owner}`);
  undo.push(() => sql.unsafe(`drop database ${owner} with (force)`));
  return { owner, ownerUrl: addressOf(owner, owner) };
}

test("an owner who is no superuser migrates once it has the role, and the policies apply to it too", async () => {
  const { owner, ownerUrl } = await newOwnedDatabase();
  await sql.unsafe(`grant ${APP_ROLE} to ${owner}`);
  await migrate(ownerUrl);
  await migrate(ownerUrl);
  const app = createDatabase(ownerUrl);
  const asOwner = createDatabase(ownerUrl, { asOwner: true });
  undo.push(app.close, asOwner.close);
  expect(await app.sql`select current_user::text as name`).toEqual([{ name: APP_ROLE }]);
  expect(await asOwner.sql`select current_user::text as name`).toEqual([{ name: owner }]);
  const projectId = newId();
  await app.sql`insert into projects values (${projectId}, 'A project', now())`;
  const day = `insert into daily_spend values ('${projectId}', '2026-11-01', 1, 1, 1, 1)`;
  for (const client of [app, asOwner])
    await expect(client.sql.unsafe(day)).rejects.toMatchObject({ code: "42501" });
});

test("an owner without the role gets a sentence that says what a superuser has to run", async () => {
  const { owner, ownerUrl } = await newOwnedDatabase();
  await expect(migrate(ownerUrl)).rejects.toMatchObject({
    isRefusal: true,
    message: `The role ${APP_ROLE} cannot be granted to "${owner}". Run this as a superuser, then start again: GRANT ${APP_ROLE} TO "${owner}";`,
  });
});

test("the application's own login gets the role and owns nothing", async () => {
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

test("the error names an application login that does not exist", async () => {
  const { owner, ownerUrl } = await newOwnedDatabase();
  await sql.unsafe(`grant ${APP_ROLE} to ${owner} with admin option`);
  await expect(migrate(ownerUrl, "nobody of that name")).rejects.toMatchObject({
    isRefusal: true,
    message: expect.stringContaining('cannot be granted to "nobody of that name"'),
  });
});
