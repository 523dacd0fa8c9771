export { keptAuthSecret } from "./auth-secret";
export { buildApp } from "./build/build-app";
export { checkPort } from "./check-port";
export { type LoopbackOptions, type LoopbackServer, startLoopbackServer } from "./loopback-server";
export { memoryMiB, openDescriptors } from "./memory";
export { startWebServer, type WebServer } from "./web-server";
