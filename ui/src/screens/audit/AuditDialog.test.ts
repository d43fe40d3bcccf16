import axe from "axe-core";
import { flushSync, mount, unmount } from "svelte";
import { afterEach, expect, test, vi } from "vitest";

import type { AuditEntryView } from "../../api/types/AuditEntryView";
import type { AuditVerdict } from "../../api/types/AuditVerdict";
import AuditDialog from "./AuditDialog.svelte";
import { Trail, type TrailApi } from "./state.svelte";

const HASH = "5a0c".repeat(16);
const WHOLE: AuditVerdict = {
  entries: 7,
  hash: HASH,
  findings: [],
  explained: [],
  losses: [],
  clockRanBack: [],
};

const entry = (sequence: number, more: Partial<AuditEntryView> = {}): AuditEntryView => ({
  sequence,
  at: "2026-03-02T09:30:00+01:00",
  actor: "Lena Vogt",
  action: "changed",
  values: [{ name: "finding", at: { level: 2, statement: 3 }, old: "partly", new: "fully" }],
  ...more,
});

let dialog: ReturnType<typeof mount> | undefined;
afterEach(async () => {
  if (dialog) await unmount(dialog);
  dialog = undefined;
});

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
};
const find = (id: string) => document.querySelector<HTMLButtonElement>(`[data-testid="${id}"]`);
const words = (element: Element | null = document.body) =>
  element?.textContent?.replace(/\s+/g, " ").trim() ?? "";

async function show(api: Partial<TrailApi> = {}, interview: string | null = null) {
  const asked = {
    auditTrail: vi.fn(async () => ({ entries: [entry(7), entry(6)], more: false })),
    verifyAudit: vi.fn(async () => WHOLE),
    ...api,
  };
  const trail = new Trail(interview, asked);
  const props = interview ? { trail, candidate: "Amara Okafor" } : { trail };
  const made = mount(AuditDialog, { target: document.body, props });
  dialog = made;
  flushSync();
  made.open();
  await settle();
  return { asked, trail };
}

test("says when, who, what, and what was there before and afterwards", async () => {
  await show();
  expect([...(find("audit-entry-7")?.children ?? [])].map((cell) => words(cell))).toEqual([
    "7",
    "2 Mar 2026 09:30:00",
    "Lena Vogt",
    "Changed Rating, statement 2.3 Before: partly → Afterwards: fully",
  ]);
  expect(words(find("audit-verdict"))).toBe("The whole trail is intact.");
  expect(words()).toContain("5a0c 5a0c");
  const report = await axe.run(document.body, { rules: { region: { enabled: false } } });
  expect(report.violations.map(({ id }) => id)).toEqual([]);
});

test("is about one interview where it is opened from one", async () => {
  const { asked } = await show({}, "i1");
  expect(asked.auditTrail).toHaveBeenCalledWith({ interview: "i1", before: null });
  expect(words(document.querySelector("h2"))).toBe("Audit trail of Amara Okafor’s interview");
});

test("older entries come on demand, until there are none", async () => {
  const pages = [
    { entries: [entry(7), entry(6)], more: true },
    { entries: [entry(5)], more: false },
  ];
  const auditTrail = vi.fn<TrailApi["auditTrail"]>(async () => pages.shift() ?? { entries: [], more: false });
  await show({ auditTrail });
  find("audit-older")?.click();
  await settle();
  expect(auditTrail).toHaveBeenLastCalledWith({ interview: null, before: 6 });
  expect(document.querySelectorAll("tbody tr").length).toBe(3);
  expect(find("audit-older")).toBeNull();
});

test("every finding is listed, and a clock that ran back is a remark", async () => {
  const findings = ["Entry 3 was changed after it was written.", "Entry 5 is missing."];
  await show({ verifyAudit: async () => ({ ...WHOLE, findings, clockRanBack: [4] }) });
  expect(words(find("audit-findings"))).toBe(findings.join(""));
  expect(find("audit-verdict")).toBeNull();
  expect(words(find("audit-clock"))).toContain("these entries: 4.");
});

test("what is missing for a known reason accuses nobody, and is not called intact", async () => {
  const explained = ["Entry 5 is missing: it could not be read when the workspace was salvaged (entry 6)."];
  const losses = ["At entry 6 the workspace was salvaged from a damaged file; the entry says what was lost."];
  await show({ verifyAudit: async () => ({ ...WHOLE, explained, losses }) });
  expect(words(find("audit-explained"))).toBe(explained[0]);
  expect(words()).toContain(losses[0]);
  expect(find("audit-verdict")).toBeNull();
  expect(words()).not.toContain("who had access");
});

test("what was erased is said to be so, and names nobody put into words stand as they are", async () => {
  const entries = [
    entry(7, { values: null }),
    entry(6, {
      action: "trail-begun",
      values: [{ name: "earlier_assessments", at: null, old: null, new: "2" }],
    }),
  ];
  await show({ auditTrail: async () => ({ entries, more: false }) });
  expect(words(find("audit-entry-7"))).toContain("What it said was deleted or taken back.");
  expect(words(find("audit-entry-6"))).toContain("The trail began earlier assessments Afterwards: 2");
});

test("a trail that can’t be read says why, and is read again", async () => {
  let fails = true;
  const verifyAudit = async () => {
    if (fails) throw { code: "io", message: "The disk did not answer." };
    return WHOLE;
  };
  await show({ verifyAudit });
  expect(words(document.querySelector("[role=alert]"))).toContain("The disk did not answer.");
  fails = false;
  document.querySelector<HTMLButtonElement>("[role=alert] button")?.click();
  await settle();
  expect(words(find("audit-verdict"))).toBe("The whole trail is intact.");
});
