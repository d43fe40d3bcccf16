/**
 * What the window can ask of the program: one function per command, and one for its own closing. Nothing else in the
 * UI imports Tauri.
 *
 * Every promise rejects with whatever the program threw; `failureOf` turns it into a sentence.
 */
import { invoke } from "@tauri-apps/api/core";
import { getCurrentWindow } from "@tauri-apps/api/window";

import type { AddSkillRequest } from "./types/AddSkillRequest";
import type { AssessmentView } from "./types/AssessmentView";
import type { Attached } from "./types/Attached";
import type { AttachRequest } from "./types/AttachRequest";
import type { ChangeRequest } from "./types/ChangeRequest";
import type { Home } from "./types/Home";
import type { MoveRequest } from "./types/MoveRequest";
import type { ReportView } from "./types/ReportView";
import type { RuleRequest } from "./types/RuleRequest";
import type { RuleView } from "./types/RuleView";
import type { Saved } from "./types/Saved";
import type { SearchHit } from "./types/SearchHit";
import type { SettingsEntry } from "./types/SettingsEntry";
import type { SettingsView } from "./types/SettingsView";
import type { SigningView } from "./types/SigningView";
import type { SignRequest } from "./types/SignRequest";
import type { SittingRequest } from "./types/SittingRequest";
import type { SittingStatus } from "./types/SittingStatus";
import type { StartForm } from "./types/StartForm";
import type { StartRequest } from "./types/StartRequest";
import type { Tried } from "./types/Tried";
import type { TryRuleRequest } from "./types/TryRuleRequest";
import type { Undone } from "./types/Undone";

/** The interviews in progress, those that are over, and who was interviewed lately. */
export function home(): Promise<Home> {
  return invoke("home");
}

/** Where every word of `query` is found, the latest interview first; at most fifty places. */
export function search(query: string): Promise<SearchHit[]> {
  return invoke("search", { query });
}

/** Begins an interview with somebody invented, partly rated, for trying the program. */
export function beginSample(): Promise<AssessmentView> {
  return invoke("begin_sample");
}

/** Deletes an interview of which nothing is concluded, for good. */
export function discard(interview: string): Promise<null> {
  return invoke("discard", { interview });
}

/** What the page of a new interview offers. */
export function startForm(): Promise<StartForm> {
  return invoke("start_form");
}

/** Begins an interview. */
export function startInterview(request: StartRequest): Promise<AssessmentView> {
  return invoke("start_interview", { request });
}

/** Adds a skill to a sitting; resolves to its assessment once it is on disk. */
export function addSkill(request: AddSkillRequest): Promise<AssessmentView> {
  return invoke("add_skill", { request });
}

/** Reads an assessment, draft or not. */
export function openAssessment(assessment: string): Promise<AssessmentView> {
  return invoke("open_assessment", { assessment });
}

/** Keeps a change; resolves once it is on disk. */
export function change(request: ChangeRequest): Promise<Saved> {
  return invoke("change", { request });
}

/** Takes the last change back, also one from before a restart. */
export function undo(request: SittingRequest): Promise<Undone> {
  return invoke("undo", { request });
}

/** Does again what was taken back last. */
export function redo(request: SittingRequest): Promise<Undone> {
  return invoke("redo", { request });
}

/** Remembers where the interview stands. */
export function moveTo(request: MoveRequest): Promise<null> {
  return invoke("move_to", { request });
}

/** Stops the interview's time: the assessor pauses, or leaves the interview. */
export function pause(interview: string): Promise<SittingStatus> {
  return invoke("pause", { interview });
}

/** Lets the interview's time go on. */
export function resume(interview: string): Promise<SittingStatus> {
  return invoke("resume", { interview });
}

/** Lets the user choose files in the system's dialog and keeps them with an item of evidence; null if they cancel. */
export function attachFiles(request: AttachRequest): Promise<Attached | null> {
  return invoke("attach_files", { request });
}

/** Lets the user save an attached file in the system's dialog; null if they cancel. */
export function saveAttachment(assessment: string, sha256: string): Promise<string | null> {
  return invoke("save_attachment", { assessment, sha256 });
}

/** The decision rules: those that every workspace has, then the newest version of each of one's own. */
export function decisionRules(): Promise<RuleView[]> {
  return invoke("decision_rules");
}

/** What other parameters would make of an assessment's ratings; nothing is kept. */
export function tryRule(request: TryRuleRequest): Promise<Tried> {
  return invoke("try_rule", { request });
}

/** Keeps a rule of one's own, as a new version where there is one of that name. */
export function saveRule(request: RuleRequest): Promise<RuleView> {
  return invoke("save_rule", { request });
}

/** Awards what is proposed and freezes all assessments of a sitting. */
export function conclude(request: SittingRequest): Promise<AssessmentView> {
  return invoke("conclude", { request });
}

/** Begins a correction: a new sitting with the same content, whose assessments supersede the concluded ones. */
export function correct(assessment: string): Promise<AssessmentView> {
  return invoke("correct", { assessment });
}

/** What an assessor sets once. */
export function settings(): Promise<SettingsView> {
  return invoke("settings");
}

/** Keeps the settings; resolves to what was kept. */
export function saveSettings(request: SettingsEntry): Promise<SettingsView> {
  return invoke("save_settings", { request });
}

/** The report as it would be signed now, or as it was signed: the bytes of the PDF. */
export function previewReport(assessment: string): Promise<ArrayBuffer> {
  return invoke("preview_report", { assessment });
}

/** Opens the exported report in the system's viewer. */
export function openReport(assessment: string): Promise<null> {
  return invoke("open_report", { assessment });
}

/** Shows the exported report in its folder. */
export function showReport(assessment: string): Promise<null> {
  return invoke("show_report", { assessment });
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
