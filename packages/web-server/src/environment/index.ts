export { type NamedHost, parseHost } from "./named-host";
export { type Environment, parseEnvironment, parseNewNamesPerDay } from "./parse-environment";
export { parseTrustedProxies } from "./trusted-proxies";
