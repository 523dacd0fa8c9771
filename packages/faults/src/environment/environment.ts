import { randomBytes } from "node:crypto";
import { createDatabase, type DatabaseClient, migrate } from "@ai-cost/db";
import { recreateDatabase } from "@ai-cost/local-postgres";
import { makePeople, type People } from "@ai-cost/testing";
import { makeTenant, type Tenant } from "../fixture/tenant";
import { Model } from "../traffic/model";
import { PostgresProcess } from "./postgres-process";
import { type ServerOptions, ServerProcess } from "./server-process";
import { TcpProxy } from "./tcp-proxy";

const DATABASE = "ai_cost";

export interface EnvironmentOptions {
  /** The folder of the Postgres cluster. Its contents are deleted before the cluster is created. */
  folder: string;
  settings: Record<string, string>;
}

/** A Postgres with the current schema, the production server on it, and four people who are signed in. */
export class Environment {
  readonly model = new Model();
  /** The tenants that the running case has created. */
  tenants: Tenant[] = [];
  readonly #servers: ServerProcess[] = [];
  readonly #proxies: TcpProxy[] = [];
  readonly #others: Environment[] = [];
  readonly #cleanups: (() => void)[] = [];

  private constructor(
    readonly postgres: PostgresProcess,
    /** A superuser's connection, which bypasses the code under test. */
    readonly owner: DatabaseClient,
    readonly server: ServerProcess,
    readonly people: People,
    readonly postgresVersion: string,
  ) {}

  static async start({ folder, settings }: EnvironmentOptions): Promise<Environment> {
    const postgres = await PostgresProcess.startFresh(folder, settings);
    const databaseUrl = postgres.url(DATABASE);
    await recreateDatabase(databaseUrl);
    await migrate(databaseUrl);
    const pool = { maxConnections: 4, applicationName: "faults", asOwner: true };
    const owner = createDatabase(databaseUrl, pool);
    const authSecret = randomBytes(32).toString("base64url");
    const server = await ServerProcess.start({ databaseUrl, authSecret });
    const people = await makePeople(owner.db, server.url);
    const [row] = await owner.sql<{ version: string }[]>`
      select current_setting('server_version') as version`;
    return new Environment(postgres, owner, server, people, row?.version ?? "");
  }

  /** The superuser's URL of the database. */
  get databaseUrl(): string {
    return this.postgres.url(DATABASE);
  }

  /** The main server and every server that the running case has started. */
  get servers(): ServerProcess[] {
    return [this.server, ...this.#servers];
  }

  /** This environment and every environment that the running case has started. */
  get all(): Environment[] {
    return [this, ...this.#others];
  }

  /** Creates a project of the team (owner, admin and member), or of the stranger alone. */
  async makeTenant(whose: "team" | "stranger" = "team"): Promise<Tenant> {
    const tenant = await makeTenant(this.owner.db, this.people, whose);
    this.tenants.push(tenant);
    return tenant;
  }

  /**
   * Creates a project of the team and a project of the stranger, so that the oracle can see a leak
   * between the two.
   */
  async makeTenants(): Promise<[Tenant, Tenant]> {
    return [await this.makeTenant("team"), await this.makeTenant("stranger")];
  }

  /** Starts a further server, by default on the same database. Sessions are valid on all servers. */
  async startServer(options: Partial<ServerOptions> = {}): Promise<ServerProcess> {
    const { authSecret } = this.server.options;
    const defaults = { databaseUrl: this.databaseUrl, authSecret };
    const server = await ServerProcess.start({ ...defaults, ...options });
    this.#servers.push(server);
    return server;
  }

  /** Starts a proxy in front of Postgres, for a server that is started with `urlOf(databaseUrl)`. */
  async startProxy(): Promise<TcpProxy> {
    const proxy = await TcpProxy.start(this.postgres.port);
    this.#proxies.push(proxy);
    return proxy;
  }

  /** Starts a further environment for the running case. */
  async startAnother(options: EnvironmentOptions): Promise<Environment> {
    const environment = await Environment.start(options);
    this.#others.push(environment);
    return environment;
  }

  /**
   * Registers a function that runs at the end of the case, after the environments that the case has
   * started have stopped.
   */
  onReset(cleanup: () => void): void {
    this.#cleanups.push(cleanup);
  }

  /** Starts Postgres and the main server again if the running case has stopped them. */
  async recover(): Promise<void> {
    await this.postgres.start();
    if (!this.server.isRunning) await this.server.start();
  }

  /** Removes everything that the running case has started or registered. */
  async reset(): Promise<void> {
    for (const environment of this.#others.splice(0)) await environment.stop();
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    for (const server of this.#servers.splice(0)) await server.kill();
    for (const proxy of this.#proxies.splice(0)) await proxy.stop();
    this.tenants = [];
  }

  async stop(): Promise<void> {
    await this.reset();
    await this.server.kill();
    await this.owner.close();
    await this.postgres.remove();
  }
}
