import { expect, test, vi } from "vitest";

import type { StartForm } from "../../api/types/StartForm";
import { assessment } from "../sample.test-data";
import { NO_CONDUCT } from "../../sitting/conduct";
import { form } from "./start.test-data";
import { comparable, Start } from "./state.svelte";

const LENA = { id: "c1", name: "Lena Vogt", reference: "20418", role: "Engineer" };
const OTHER_LENA = { id: "c2", name: "Lena Vógt", reference: null, role: null };
const CANDIDATES = [LENA, OTHER_LENA, { id: "c3", name: "Mei Lin", reference: null, role: null }];

async function begun(change: Partial<StartForm> = {}, candidate: string | null = null) {
  const startInterview = vi.fn(async () => assessment({ 1: 1 }));
  const startForm = vi.fn(async () => form({ candidates: CANDIDATES, ...change }));
  const start = new Start(candidate, { startForm, startInterview });
  await start.load();
  return { start, startInterview, startForm };
}

/** A program that refuses to start, with this sentence. */
async function refused(message: string) {
  const { start, startInterview } = await begun();
  startInterview.mockRejectedValue({ code: "refused", message });
  start.name = "Zoë";
  expect(await start.start()).toBeNull();
  expect(start.starting).toBe(false);
  return start;
}

test("somebody new starts with what was typed, and what was not typed is null", async () => {
  const { start, startInterview } = await begun();
  start.name = "Ngozi Marchetti";
  start.role = "  ";
  start.conduct = { ...start.conduct, consent: "given" };
  await start.start();
  expect(startInterview).toHaveBeenCalledExactlyOnceWith({
    candidate: { kind: "new", name: "Ngozi Marchetti", reference: null, role: null },
    assessor: { name: "Ada Okoro", organisation: "Northmoor" },
    edition: "sfia-8",
    code: "ITOP",
    rule: "consistent",
    purpose: null,
    route: { walk: "up", from: 1 },
    conduct: { ...NO_CONDUCT, consent: "given" },
  });
});

test("somebody known starts under their id, and can be known from the beginning", async () => {
  const { start, startInterview } = await begun({}, "c1");
  expect(start.name).toBe("Lena Vogt");
  await start.start();
  expect(startInterview).toHaveBeenCalledWith(
    expect.objectContaining({ candidate: { kind: "known", id: "c1" } }),
  );
});

test("a page is begun once somebody said whom it is about, and not by being opened for somebody", async () => {
  const { start } = await begun({}, "c1");
  expect(start.begun).toBe(false);
  start.known = null;
  expect(start.begun).toBe(true);
  start.name = " ";
  expect(start.begun).toBe(false);
});

test("what was remembered is filled in, and shown if it is rarely needed", async () => {
  const last = {
    edition: "sfia-8",
    code: "NTAS",
    rule: "iso-33020",
    route: { walk: "free" as const, from: 3 },
    purpose: "Yearly review",
    conduct: { ...NO_CONDUCT, observers: ["Mei Lin"] },
  };
  const { start } = await begun({ last });
  expect(start).toMatchObject({ purpose: "Yearly review", conduct: last.conduct, moreOpen: true });
  expect(start.choice).toMatchObject({ code: "NTAS", rule: "iso-33020", route: last.route });
  expect((await begun()).start.moreOpen).toBe(false);
  expect((await begun({ last: { ...last, conduct: NO_CONDUCT } })).start.moreOpen).toBe(false);
});

test("nothing starts without names, and the fields say so only then", async () => {
  const { start, startInterview } = await begun({ assessor: null });
  expect([start.nameProblem, start.assessorProblem]).toEqual([null, null]);
  expect(await start.start()).toBeNull();
  expect(start.nameProblem).toContain("who is interviewed");
  expect(start.assessorProblem).toContain("who interviews");
  start.name = "Ngozi";
  expect(start.nameProblem).toBeNull();
  expect(startInterview).not.toHaveBeenCalled();
});

test("everybody of a name is pointed out, and nobody is taken for anybody unasked", async () => {
  const { start, startInterview } = await begun();
  start.name = "lena  VÓGT";
  expect(start.namesakes).toEqual([LENA, OTHER_LENA]);
  expect(await start.start()).toBeNull();
  expect(start.nameProblem).toContain("Say whether");
  expect(startInterview).not.toHaveBeenCalled();

  start.chooseSomebodyNew();
  expect(start.nameProblem).toBeNull();
  await start.start();
  expect(startInterview).toHaveBeenCalledOnce();

  start.name = "Mei Lin";
  expect(start.undecided).toBe(true);
  start.chooseCandidate(LENA);
  expect(start.undecided).toBe(false);
});

test.each([
  ["The candidate’s name holds the invisible character U+202E.", "nameProblem"],
  ["The candidate’s reference 20418 belongs to Lena Vogt already.", "referenceProblem"],
  ["The candidate’s role is longer than 200 characters.", "roleProblem"],
  ["The assessor’s name is longer than 200 characters.", "assessorProblem"],
  ["The assessor’s organisation is longer than 200 characters.", "organisationProblem"],
] as const)("“%s” stands beside its field", async (sentence, problem) => {
  const start = await refused(sentence);
  expect(start[problem]).toBe(sentence);
  expect(start.problem).toBeNull();
  expect(start.name).toBe("Zoë");
});

test("a refusal goes when what it is about changes", async () => {
  const start = await refused("The candidate’s name is too long.");
  start.name = "Zo";
  expect(start.nameProblem).toBeNull();
});

test("a refusal that names no field is about the whole page", async () => {
  const start = await refused("The place is too long.");
  expect(start.problem).toBe("The place is too long.");
  expect(start.nameProblem).toBeNull();
});

test("coming back to the page brings new rules, and leaves what was filled in", async () => {
  const { start, startForm } = await begun();
  start.name = "Ngozi";
  start.choice.chooseWalk("free");
  startForm.mockResolvedValue(form({ rules: [] }));
  await start.load();
  expect(start.name).toBe("Ngozi");
  expect(start.choice.walk).toBe("free");
  expect(start.choice.rules).toEqual([]);
});

test("a form that could not be read can be asked for again", async () => {
  const { start, startForm } = await begun();
  const again = new Start(null, { startForm, startInterview: vi.fn() });
  startForm.mockRejectedValueOnce({ code: "io", message: "The workspace is not there." });
  await again.load();
  expect(again).toMatchObject({ form: null, problem: "The workspace is not there." });
  await again.load();
  expect(again.problem).toBeNull();
  expect(again.form).toEqual(start.form);
});

test("names compare without case, accents and double spaces", () => {
  expect(comparable(" Jürgen  ŘEZNÍČEK ")).toBe("jurgen reznicek");
});
