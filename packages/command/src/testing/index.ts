export { QUIET } from "./quiet";
export { type StartedProcess, startProcess } from "./start-process";
