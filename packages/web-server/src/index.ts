export { storedAuthSecret } from "./auth-secret";
export { buildApp } from "./build/build-app";
export { checkPort } from "./check-port";
export { startWebServer, type WebServer, type WebServerOptions } from "./web-server";
