/**
 * What the window can ask of the program: one function per command, and one for its own closing. Nothing else in the
 * UI imports Tauri.
 *
 * Every promise rejects with whatever the program threw; `failureOf` turns it into a sentence.
 */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWindow } from "@tauri-apps/api/window";

import type { VaultView } from "./types/VaultView";
import type { RecoveryCodeView } from "./types/RecoveryCodeView";
import type { RecoverRequest } from "./types/RecoverRequest";
import type { ChangePassphraseRequest } from "./types/ChangePassphraseRequest";
import type { IntegrityView } from "./types/IntegrityView";
import type { BackupsView } from "./types/BackupsView";
import type { BackupSchedule } from "./types/BackupSchedule";
import type { AddSkillRequest } from "./types/AddSkillRequest";
import type { AssessmentView } from "./types/AssessmentView";
import type { Attached } from "./types/Attached";
import type { AttachRequest } from "./types/AttachRequest";
import type { AuditPage } from "./types/AuditPage";
import type { AuditRequest } from "./types/AuditRequest";
import type { AuditVerdict } from "./types/AuditVerdict";
import type { ChangeRequest } from "./types/ChangeRequest";
import type { CountersignedReport } from "./types/CountersignedReport";
import type { CountersignRequest } from "./types/CountersignRequest";
import type { DataName } from "./types/DataName";
import type { ErasedView } from "./types/ErasedView";
import type { EraseRequest } from "./types/EraseRequest";
import type { ExportIdentityRequest } from "./types/ExportIdentityRequest";
import type { Home } from "./types/Home";
import type { ImportIdentityRequest } from "./types/ImportIdentityRequest";
import type { MoveRequest } from "./types/MoveRequest";
import type { PersonEntry } from "./types/PersonEntry";
import type { PersonView } from "./types/PersonView";
import type { ReceiptRequest } from "./types/ReceiptRequest";
import type { ProfileName } from "./types/ProfileName";
import type { ReceivedReport } from "./types/ReceivedReport";
import type { ReceivedView } from "./types/ReceivedView";
import type { ReportView } from "./types/ReportView";
import type { ReviewView } from "./types/ReviewView";
import type { RuleRequest } from "./types/RuleRequest";
import type { RuleView } from "./types/RuleView";
import type { Saved } from "./types/Saved";
import type { SaveReviewRequest } from "./types/SaveReviewRequest";
import type { SearchHit } from "./types/SearchHit";
import type { SettingsEntry } from "./types/SettingsEntry";
import type { SettingsView } from "./types/SettingsView";
import type { SignersView } from "./types/SignersView";
import type { SigningView } from "./types/SigningView";
import type { SignRequest } from "./types/SignRequest";
import type { SittingRequest } from "./types/SittingRequest";
import type { SittingStatus } from "./types/SittingStatus";
import type { StartForm } from "./types/StartForm";
import type { StartRequest } from "./types/StartRequest";
import type { Tried } from "./types/Tried";
import type { TryRuleRequest } from "./types/TryRuleRequest";
import type { Undone } from "./types/Undone";
import type { VerifiedView } from "./types/VerifiedView";

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
export function previewReport(assessment: string, profile: ProfileName): Promise<ArrayBuffer> {
  return invoke("preview_report", { assessment, profile });
}

/** Opens the exported report in the system's viewer. */
export function openReport(assessment: string, profile: ProfileName): Promise<null> {
  return invoke("open_report", { assessment, profile });
}

/** Shows the exported report in its folder. */
export function showReport(assessment: string, profile: ProfileName): Promise<null> {
  return invoke("show_report", { assessment, profile });
}

/** Some entries of the audit trail, the latest first. */
export function auditTrail(request: AuditRequest): Promise<AuditPage> {
  return invoke("audit_trail", { request });
}

/** Whether the audit trail of the whole workspace is intact. */
export function verifyAudit(): Promise<AuditVerdict> {
  return invoke("verify_audit");
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
export function saveCopy(assessment: string, profile: ProfileName): Promise<string | null> {
  return invoke("save_copy", { assessment, profile });
}

/** Lets the user save the data of an assessment in the system's dialog; null if they cancel. */
export function saveData(assessment: string, kind: DataName): Promise<string | null> {
  return invoke("save_data", { assessment, kind });
}

/** Verifies a file; nothing of it is kept. */
export function verifyReport(name: string, bytes: ArrayBuffer): Promise<VerifiedView> {
  return invoke("verify_report", new Uint8Array(bytes), named(name));
}

/** Keeps a report that was signed elsewhere, or the reviewer's signature that it brings. */
export function receiveReport(name: string, bytes: ArrayBuffer): Promise<ReceivedView> {
  return invoke("receive_report", new Uint8Array(bytes), named(name));
}

/** The reports that were received, the latest first. */
export function receivedReports(): Promise<ReceivedReport[]> {
  return invoke("received_reports");
}

/** A received report as it is kept: the bytes of the PDF. */
export function previewReceived(report: string): Promise<ArrayBuffer> {
  return invoke("preview_received", { report });
}

/** A received report with all that a reviewer reads, and the review as far as it is. */
export function review(report: string): Promise<ReviewView> {
  return invoke("review", { report });
}

/** Keeps a review that is not signed yet; resolves once it is on disk. */
export function saveReview(request: SaveReviewRequest): Promise<null> {
  return invoke("save_review", { request });
}

/** Signs the review; from then on nothing of it changes. */
export function countersign(request: CountersignRequest): Promise<CountersignedReport> {
  return invoke("countersign", { request });
}

/** Lets the user save a received report in the system's dialog; null if they cancel. */
export function saveReceived(report: string): Promise<string | null> {
  return invoke("save_received", { report });
}

/** Shows the countersigned report in its folder. */
export function showReceived(report: string): Promise<null> {
  return invoke("show_received", { report });
}

/** The identity that this workspace signs with, and the signers that it has seen. */
export function signers(): Promise<SignersView> {
  return invoke("signers");
}

/** Trusts a signer from now on. */
export function trustSigner(fingerprint: string): Promise<SignersView> {
  return invoke("trust_signer", { fingerprint });
}

/** Trusts a signer no more. */
export function distrustSigner(fingerprint: string): Promise<SignersView> {
  return invoke("distrust_signer", { fingerprint });
}

/** Lets the user save the root certificate in the system's dialog; null if they cancel. */
export function saveRoot(): Promise<string | null> {
  return invoke("save_root");
}

/** Lets the user choose a PKCS#12 file in the system's dialog and signs with it from now on; null if they cancel. */
export function importIdentity(request: ImportIdentityRequest): Promise<SignersView | null> {
  return invoke("import_identity", { request });
}

/** Lets the user save the identity as a PKCS#12 file in the system's dialog; null if they cancel. */
export function exportIdentity(request: ExportIdentityRequest): Promise<string | null> {
  return invoke("export_identity", { request });
}

/** Everybody on whom something is held, by name. */
export function people(): Promise<PersonEntry[]> {
  return invoke("people");
}

/** What is held on somebody, and what is known to be elsewhere. */
export function person(candidate: string): Promise<PersonView> {
  return invoke("person", { candidate });
}

/** Erases somebody for good; rejects unless their name or reference was typed. */
export function eraseCandidate(request: EraseRequest): Promise<ErasedView> {
  return invoke("erase_candidate", { request });
}

/** Lets the user save the receipt of an erasing in the system's dialog; null if they cancel. */
export function saveReceipt(request: ReceiptRequest): Promise<string | null> {
  return invoke("save_receipt", { request });
}

/** Asks `mayClose` before the window closes, and keeps it open if the answer is no. Returns what ends the asking. */
export function beforeClose(mayClose: () => Promise<boolean>): () => void {
  const listening = getCurrentWindow().onCloseRequested(async (event) => {
    if (!(await mayClose())) event.preventDefault();
  });
  return () => void listening.then((stop) => stop());
}

/** Whether the workspace can be read, and what has to happen first. */
export function vault(): Promise<VaultView> {
  return invoke("vault");
}

/** Makes the encrypted workspace, or encrypts one of an earlier version; the code is shown once. */
export function createVault(passphrase: string): Promise<RecoveryCodeView> {
  return invoke("create_vault", { passphrase });
}

/** Opens the workspace; rejects with `wrong-passphrase`, later after each failure. */
export function unlock(passphrase: string): Promise<null> {
  return invoke("unlock", { passphrase });
}

/** Opens the workspace with the key in this computer's keychain. The system may ask the user first. */
export function unlockWithKeychain(): Promise<null> {
  return invoke("unlock_with_keychain");
}

/** Opens the workspace with the recovery code and gives it a new passphrase; resolves to a new code. */
export function recover(request: RecoverRequest): Promise<RecoveryCodeView> {
  return invoke("recover", { request });
}

/** Closes the workspace, wipes its key, and loads the window anew: this page may end before it resolves. */
export function lock(): Promise<null> {
  return invoke("lock");
}

/** Gives the workspace another passphrase. */
export function changePassphrase(request: ChangePassphraseRequest): Promise<null> {
  return invoke("change_passphrase", { request });
}

/** Makes a new recovery code; the earlier one no longer opens anything. */
export function renewRecoveryCode(passphrase: string): Promise<RecoveryCodeView> {
  return invoke("renew_recovery_code", { passphrase });
}

/** Lets the user save a copy that is not encrypted in the system's dialog; null if they cancel. */
export function exportPlain(passphrase: string): Promise<string | null> {
  return invoke("export_plain", { passphrase });
}

/** Puts a copy of the workspace's key into this computer's keychain. */
export function addToKeychain(passphrase: string): Promise<null> {
  return invoke("add_to_keychain", { passphrase });
}

/** Removes that copy. */
export function removeFromKeychain(): Promise<null> {
  return invoke("remove_from_keychain");
}

/** Reads the whole file and says what is damaged. */
export function checkIntegrity(): Promise<IntegrityView> {
  return invoke("check_integrity");
}

/** The backups, and when they are made. */
export function backups(): Promise<BackupsView> {
  return invoke("backups");
}

/** Makes a backup now, and reads it back. */
export function makeBackup(): Promise<BackupsView> {
  return invoke("make_backup");
}

/** Reads the whole of a backup. */
export function verifyBackup(name: string): Promise<BackupsView> {
  return invoke("verify_backup", { name });
}

/** Sets how often backups are made. */
export function scheduleBackups(schedule: BackupSchedule): Promise<BackupsView> {
  return invoke("schedule_backups", { schedule });
}

/** Lets the user choose the folder for backups in the system's dialog; null if they cancel. */
export function chooseBackupFolder(): Promise<BackupsView | null> {
  return invoke("choose_backup_folder");
}

/**
 * Puts a backup in the place of the workspace, which is set aside; resolves once it is locked and can be opened with the
 * passphrase that it had when the backup was made.
 */
export function restoreBackup(name: string): Promise<null> {
  return invoke("restore_backup", { name });
}

/** The same with a file that the user chooses in the system's dialog; null if they cancel. */
export function restoreOtherBackup(): Promise<boolean | null> {
  return invoke("restore_other_backup");
}

/** Sets the damaged file aside and keeps what can be read of it; resolves to what was lost, in sentences. */
export function salvage(passphrase: string): Promise<IntegrityView> {
  return invoke("salvage", { passphrase });
}

/** Calls `handler` when the machine is about to sleep; returns what ends the calling. */
export function beforeSleep(handler: () => void): () => void {
  const listening = listen("before-sleep", handler);
  return () => void listening.then((stop) => stop());
}

/** Goes with the bytes of a file. Headers know only ASCII, and names of files all characters. */
function named(name: string): { headers: Record<string, string> } {
  return { headers: { "file-name": encodeURIComponent(name) } };
}
