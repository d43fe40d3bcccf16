/**
 * What the window can ask of the program: one function per command, and one for its own closing. Nothing else in the
 * UI imports Tauri.
 *
 * Every promise rejects with whatever the program threw; `failureOf` turns it into a sentence.
 */
import { invoke } from "@tauri-apps/api/core";
import { getCurrentWindow } from "@tauri-apps/api/window";

import type { AssessmentView } from "./types/AssessmentView";
import type { ConcludeRequest } from "./types/ConcludeRequest";
import type { Home } from "./types/Home";
import type { MoveRequest } from "./types/MoveRequest";
import type { NoteRequest } from "./types/NoteRequest";
import type { RateRequest } from "./types/RateRequest";
import type { ReportView } from "./types/ReportView";
import type { Saved } from "./types/Saved";
import type { SigningView } from "./types/SigningView";
import type { SignRequest } from "./types/SignRequest";
import type { StartForm } from "./types/StartForm";
import type { StartRequest } from "./types/StartRequest";

/** The interviews in progress, and those that are over. */
export function home(): Promise<Home> {
  return invoke("home");
}

/** What the page of a new interview offers. */
export function startForm(): Promise<StartForm> {
  return invoke("start_form");
}

/** Begins an interview. */
export function startInterview(request: StartRequest): Promise<AssessmentView> {
  return invoke("start_interview", { request });
}

/** Reads an assessment, draft or not. */
export function openAssessment(assessment: string): Promise<AssessmentView> {
  return invoke("open_assessment", { assessment });
}

/** Records or clears a rating; resolves once it is on disk. */
export function rate(request: RateRequest): Promise<Saved> {
  return invoke("rate", { request });
}

/** Keeps a note word for word; resolves once it is on disk. */
export function writeNote(request: NoteRequest): Promise<Saved> {
  return invoke("write_note", { request });
}

/** Remembers where the interview stands. */
export function moveTo(request: MoveRequest): Promise<null> {
  return invoke("move_to", { request });
}

/** Awards a level and freezes the assessment. */
export function conclude(request: ConcludeRequest): Promise<AssessmentView> {
  return invoke("conclude", { request });
}

/** Who will sign, with which key, and where the report goes. */
export function prepareSigning(assessment: string): Promise<SigningView> {
  return invoke("prepare_signing", { assessment });
}

/** Writes and signs the report. */
export function signReport(request: SignRequest): Promise<ReportView> {
  return invoke("sign_report", { request });
}

/** Lets the user choose the reports' folder in the system's dialog; null if they cancel. */
export function chooseFolder(): Promise<string | null> {
  return invoke("choose_folder");
}

/** Lets the user save a copy of a signed report in the system's dialog; null if they cancel. */
export function saveCopy(assessment: string): Promise<string | null> {
  return invoke("save_copy", { assessment });
}

/** Asks `mayClose` before the window closes, and keeps it open if the answer is no. Returns what ends the asking. */
export function beforeClose(mayClose: () => Promise<boolean>): () => void {
  const listening = getCurrentWindow().onCloseRequested(async (event) => {
    if (!(await mayClose())) event.preventDefault();
  });
  return () => void listening.then((stop) => stop());
}
