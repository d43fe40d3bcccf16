import { t } from "../language/messages";
import type { Failure } from "./types/Failure";

/** Makes a sentence of anything a command can reject with. */
export function failureOf(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: "unreachable",
    message: t("app.unreachable", { detail }),
  };
}

function isFailure(thrown: unknown): thrown is Failure {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    "code" in thrown &&
    typeof thrown.code === "string" &&
    "message" in thrown &&
    typeof thrown.message === "string"
  );
}
