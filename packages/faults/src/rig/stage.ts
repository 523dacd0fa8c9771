import { randomBytes } from "node:crypto";
import { createDatabase, type DatabaseClient, migrate } from "@ai-cost/db";
import { recreateDatabase } from "@ai-cost/local-postgres";
import { makePeople, type People } from "@ai-cost/testing";
import { Model } from "./model";
import { PostgresControl } from "./postgres-control";
import { ServerControl, type ServerOptions } from "./server-control";
import { TcpProxy } from "./tcp-proxy";
import { makeTenant, type Tenant } from "./tenants";

const DATABASE = "ai_cost";

export interface StageOptions {
  /** Begins empty. */
  folder: string;
  /** Of Postgres. */
  settings?: Record<string, string>;
  /** Of the server. */
  environment?: NodeJS.ProcessEnv;
}

/** A Postgres with the current schema, the production server on it, and people who have signed in. */
export class Stage {
  readonly model = new Model();
  /** Of the case that runs. */
  tenants: Tenant[] = [];
  readonly #servers: ServerControl[] = [];
  readonly #proxies: TcpProxy[] = [];

  protected constructor(
    readonly postgres: PostgresControl,
    /** The owner's own way to the database, past the code under test. */
    readonly owner: DatabaseClient,
    readonly server: ServerControl,
    readonly people: People,
  ) {}

  static async start(options: StageOptions): Promise<Stage> {
    return new Stage(...(await Stage.parts(options)));
  }

  protected static async parts({
    folder,
    settings,
    environment = {},
  }: StageOptions): Promise<[PostgresControl, DatabaseClient, ServerControl, People]> {
    const postgres = await PostgresControl.startFresh(folder, settings);
    const databaseUrl = postgres.url(DATABASE);
    await recreateDatabase(databaseUrl);
    await migrate(databaseUrl);
    const pool = { maxConnections: 4, applicationName: "faults", asOwner: true };
    const owner = createDatabase(databaseUrl, pool);
    const authSecret = randomBytes(32).toString("base64url");
    const server = await ServerControl.start({ databaseUrl, authSecret, environment });
    return [postgres, owner, server, await makePeople(owner.db, server.url)];
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
    const server = await ServerControl.start({ ...this.#serverOptions(), ...options });
    this.#servers.push(server);
    return server;
  }

  /** Stands between Postgres and a server that is started on its `urlOf(databaseUrl)`. */
  async startProxy(): Promise<TcpProxy> {
    const proxy = await TcpProxy.start(this.postgres.port);
    this.#proxies.push(proxy);
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
    for (const proxy of this.#proxies.splice(0)) await proxy.stop();
    this.tenants = [];
  }

  async stop(): Promise<void> {
    await this.clear();
    await this.server.kill();
    await this.owner.close();
    await this.postgres.remove();
  }

  #serverOptions(): Pick<ServerOptions, "databaseUrl" | "authSecret"> {
    return { databaseUrl: this.databaseUrl, authSecret: this.server.options.authSecret };
  }
}
