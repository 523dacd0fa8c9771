export { type NamedHost, parseHost } from "./named-host";
export { type Environment, parseEnvironment } from "./parse-environment";
export { parseTrustedProxies } from "./trusted-proxies";
