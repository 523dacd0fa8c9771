export { contextSettings } from "./context-settings";
export {
  ID_KINDS,
  type IdKind,
  type Ids,
  inputOf,
  PROCEDURE_ACCESS,
  type ProcedureAccess,
} from "./procedure-access";
export { type InputSchema, type Procedure, type ProcedurePath, procedures } from "./procedures";
