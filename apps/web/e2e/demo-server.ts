/** The arguments with which Node starts the production build, with a database of its own and the demo data. */
export const demoServerArguments = (dataFolder: string): string[] => [
  "../../apps/cli/bin/ai-cost.mjs",
  "start",
  "--fresh-data",
  dataFolder,
];

/**
 * The variables of such a server. An empty value takes precedence over the shell and the .env file, so the
 * tests never use an operator's database.
 */
export const demoServerVariables = (port: number): Record<string, string> => ({
  DATABASE_URL: "",
  MIGRATION_DATABASE_URL: "",
  AUTH_SECRET: "",
  PUBLIC_URL: "",
  AUTH_ALLOW_SIGN_UP: "",
  // The receiver of a test listens on this machine.
  ALLOW_PRIVATE_WEBHOOKS: "true",
  HOST: "",
  PORT: String(port),
});
