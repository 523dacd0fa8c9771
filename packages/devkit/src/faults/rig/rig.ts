import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { createDatabase, type DatabaseClient, migrate } from "@ai-cost/db";
import { buildApp } from "../../build/build-app";
import { CHECKOUT } from "../../checkout";
import { recreateDatabase } from "../../postgres/recreate-database";
import type { Progress } from "../../progress";
import { Model } from "./model";
import { makePeople, type People } from "./people";
import { PostgresControl } from "./postgres-control";
import { ServerControl, type ServerOptions } from "./server-control";
import { TcpProxy } from "./tcp-proxy";
import { makeTenant, type Tenant } from "./tenants";

const FOLDER = join(CHECKOUT, ".data", "faults");
const DATABASE = "ai_cost";

/** What a case works with. What it starts or makes here is taken down when it has ended. */
export class Rig {
  readonly model = new Model();
  /** Of the case that runs. */
  tenants: Tenant[] = [];
  #extras: (() => Promise<void>)[] = [];
  #servers: ServerControl[] = [];

  private constructor(
    readonly postgres: PostgresControl,
    /** The owner's own way to the database, past the code under test. */
    readonly owner: DatabaseClient,
    readonly server: ServerControl,
    readonly people: People,
    readonly authSecret: string,
  ) {}

  /** Builds the app, starts a Postgres on an empty folder, migrates, and serves. */
  static async start(progress: Progress): Promise<Rig> {
    await buildApp(CHECKOUT, progress);
    const postgres = await PostgresControl.startFresh(join(FOLDER, "postgres"));
    const databaseUrl = postgres.url(DATABASE);
    await recreateDatabase(databaseUrl);
    await migrate(databaseUrl);
    const owner = createDatabase(databaseUrl, {
      maxConnections: 4,
      applicationName: "faults",
      asOwner: true,
    });
    const authSecret = randomBytes(32).toString("base64url");
    const server = await ServerControl.start({ databaseUrl, authSecret });
    const people = await makePeople(owner.db, server.url);
    return new Rig(postgres, owner, server, people, authSecret);
  }

  /** The superuser's address of the database. */
  get databaseUrl(): string {
    return this.postgres.url(DATABASE);
  }

  /** Every server of the case that runs. */
  get servers(): ServerControl[] {
    return [this.server, ...this.#servers];
  }

  /** A project of the team (owner, admin, member), or of the stranger alone. */
  async makeTenant(whose: "team" | "stranger" = "team"): Promise<Tenant> {
    const tenant = await makeTenant(this.owner.db, this.people, whose);
    this.tenants.push(tenant);
    return tenant;
  }

  /** One of each, so that what is one's can be looked for at the other. */
  async makeTenants(): Promise<[Tenant, Tenant]> {
    return [await this.makeTenant("team"), await this.makeTenant("stranger")];
  }

  /** Another server, on the same database unless `options` name one; sessions are good on all. */
  async startServer(options: Partial<ServerOptions> = {}): Promise<ServerControl> {
    const { databaseUrl, authSecret } = this;
    const server = await ServerControl.start({ databaseUrl, authSecret, ...options });
    this.#servers.push(server);
    return server;
  }

  /** Another Postgres, on a folder of its own, empty at first. */
  async startPostgres(
    settings: Record<string, string> = {},
    folder = join(FOLDER, `postgres-${this.#extras.length}`),
  ): Promise<PostgresControl> {
    const postgres = await PostgresControl.startFresh(folder, settings);
    this.#extras.push(() => postgres.remove());
    return postgres;
  }

  /** Stands before `postgres`, the rig's own unless another is given. */
  async startProxy(postgres = this.postgres): Promise<TcpProxy> {
    const proxy = await TcpProxy.start(postgres.port);
    this.#extras.push(() => proxy.stop());
    return proxy;
  }

  /** Brings back what the case left away, so that its outcome can be looked at. */
  async recover(): Promise<void> {
    await this.postgres.start();
    if (!this.server.isRunning) await this.server.start();
  }

  /** Ends what the case alone needed. */
  async clear(): Promise<void> {
    for (const server of this.#servers.splice(0)) await server.kill();
    for (const takeDown of this.#extras.splice(0).reverse()) await takeDown();
    this.tenants = [];
  }

  async stop(): Promise<void> {
    await this.clear();
    await this.server.kill();
    await this.owner.close();
    await this.postgres.remove();
  }
}
