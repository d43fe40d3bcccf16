import { expect, test, vi } from "vitest";

import type { StartForm } from "../../api/types/StartForm";
import { assessment } from "../sample.test-data";
import { comparable, Start } from "./state.svelte";

const LENA = { id: "c1", name: "Lena Vogt", reference: "20418", role: "Engineer" };
const edition = (id: string, draft: boolean, levels: number[]) => ({
  skill: { edition: id, editionName: id, draft, code: "ITOP", name: "Operations" },
  levels: levels.map((level) => ({ level, phrase: `Phrase ${level}`, statements: 2 })),
  imported: false,
});
const FORM: StartForm = {
  candidates: [LENA],
  skills: [edition("sfia-9-draft", true, [2, 3]), edition("sfia-8", false, [1, 2, 3, 4])],
  rules: ["consistent", "expected-level", "every-statement"].map((name) => ({
    name,
    inWords: `Asks for ${name}.`,
  })),
  assessor: { name: "Ada Okoro", organisation: "Northmoor" },
};

async function started(startInterview = vi.fn(async () => assessment({ 1: 1 }))) {
  const start = new Start({ startForm: async () => FORM, startInterview });
  await start.load();
  return { start, startInterview };
}

test("what can be remembered is filled in, and a published edition comes first", async () => {
  const { start } = await started();
  expect(start).toMatchObject({
    assessorName: "Ada Okoro",
    organisation: "Northmoor",
    code: "ITOP",
    edition: "sfia-8",
    level: 1,
    rule: "consistent",
  });
});

test("somebody new starts with what was typed, and what was not typed is null", async () => {
  const { start, startInterview } = await started();
  start.name = "Mei Lin";
  start.role = "  ";
  await start.start();
  expect(startInterview).toHaveBeenCalledExactlyOnceWith({
    candidate: { kind: "new", name: "Mei Lin", reference: null, role: null },
    assessor: { name: "Ada Okoro", organisation: "Northmoor" },
    edition: "sfia-8",
    code: "ITOP",
    rule: "consistent",
    purpose: null,
    startLevel: 1,
  });
});

test("somebody known starts under their id", async () => {
  const { start, startInterview } = await started();
  start.chooseCandidate(LENA);
  await start.start();
  expect(startInterview).toHaveBeenCalledWith(
    expect.objectContaining({ candidate: { kind: "known", id: "c1" } }),
  );
});

test("nothing starts without names, and the fields say so only then", async () => {
  const { start, startInterview } = await started();
  start.assessorName = " ";
  expect([start.nameProblem, start.assessorProblem]).toEqual([null, null]);
  expect(await start.start()).toBeNull();
  expect(start.nameProblem).toContain("who is interviewed");
  expect(start.assessorProblem).toContain("who interviews");
  start.name = "Mei Lin";
  expect(start.nameProblem).toBeNull();
  expect(startInterview).not.toHaveBeenCalled();
});

test("a level above the lowest suggests the rule for it, unless a rule was chosen", async () => {
  const { start } = await started();
  start.level = 3;
  start.chooseLevel();
  expect(start.rule).toBe("expected-level");
  start.level = 1;
  start.chooseLevel();
  expect(start.rule).toBe("consistent");
  start.rule = "every-statement";
  start.chooseRule();
  start.level = 3;
  start.chooseLevel();
  expect(start.rule).toBe("every-statement");
});

test("another edition keeps the level if it has it", async () => {
  const { start } = await started();
  start.level = 3;
  start.chooseEdition("sfia-9-draft");
  expect(start.level).toBe(3);
  start.chooseEdition("sfia-8");
  start.level = 4;
  start.chooseEdition("sfia-9-draft");
  expect(start.level).toBe(2);
});

test("a new person with a known name is pointed out", async () => {
  const { start } = await started();
  start.name = "lena  VÓGT";
  expect(start.namesake).toEqual(LENA);
  start.chooseCandidate(LENA);
  expect(start.namesake).toBeUndefined();
});

test("the program's refusal is shown, and starting can be tried again", async () => {
  const { start } = await started(
    vi.fn(async () => {
      throw { code: "refused", message: "The name is too long." };
    }),
  );
  start.name = "Mei Lin";
  expect(await start.start()).toBeNull();
  expect(start.problem).toBe("The name is too long.");
  expect(start.starting).toBe(false);
});

test("names compare without case, accents and double spaces", () => {
  expect(comparable(" Jürgen  ŘEZNÍČEK ")).toBe("jurgen reznicek");
});
