import { expect, test, vi } from "vitest";

import { assessment, outcome } from "../sample.test-data";
import { Conclusion } from "./state.svelte";

const STATEMENTS = { 1: 1, 3: 2 };

function conclusion(computed: number | null, conclude = vi.fn(async () => assessment(STATEMENTS))) {
  const view = assessment(STATEMENTS);
  view.levels[0]!.statements[0]!.finding = "fully";
  view.outcome = outcome(STATEMENTS, { computed, decisive: [{ level: 1, statement: 1 }] });
  return { conclude, conclusion: new Conclusion(view, { conclude }) };
}

test("no level and every defined one can be awarded, and the computed one is proposed", () => {
  expect(conclusion(1).conclusion.levels).toEqual([null, 1, 3]);
  expect(conclusion(1).conclusion.awarded).toBe(1);
  expect(conclusion(null).conclusion.awarded).toBeNull();
});

test("decisive and open statements are listed with their words", () => {
  const { decisive, open } = conclusion(1).conclusion;
  expect(decisive.map(({ text }) => text)).toEqual(["What is expected at 1.1."]);
  expect(open.map(({ at }) => at)).toEqual([
    { level: 3, statement: 1 },
    { level: 3, statement: 2 },
  ]);
});

test("an award that differs waits for a reason", async () => {
  const { conclusion: state, conclude } = conclusion(1);
  state.awarded = 3;
  state.reason = " ";
  expect(await state.conclude()).toBeNull();
  expect(state.reasonProblem).toContain("why the awarded level differs");
  expect(conclude).not.toHaveBeenCalled();

  state.reason = "The budget was not hers.";
  expect(await state.conclude()).not.toBeNull();
  expect(conclude).toHaveBeenCalledExactlyOnceWith({
    assessment: "a1",
    awardedLevel: 3,
    reason: "The budget was not hers.",
  });
});

test("a reason that is not needed any more is not sent", async () => {
  const { conclusion: state, conclude } = conclusion(1);
  state.awarded = null;
  state.reason = "Too little was seen.";
  state.awarded = 1;
  await state.conclude();
  expect(conclude).toHaveBeenCalledExactlyOnceWith({ assessment: "a1", awardedLevel: 1, reason: null });
});

test.each([
  ["reason-missing", { reasonProblem: "Say why.", problem: null }],
  ["io", { reasonProblem: null, problem: "Say why." }],
])("the program's refusal %s stands where it belongs", async (code, where) => {
  const { conclusion: state } = conclusion(
    1,
    vi.fn(async () => {
      throw { code, message: "Say why." };
    }),
  );
  expect(await state.conclude()).toBeNull();
  expect(state).toMatchObject(where);
});
