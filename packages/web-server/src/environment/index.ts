export { type Environment, parseEnvironment } from "./parse-environment";
export { parseTrustedProxies } from "./trusted-proxies";
