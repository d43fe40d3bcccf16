import { expect, test, vi } from "vitest";

import { Conclusion } from "../screens/conclude/state.svelte";
import { Interview } from "../screens/interview/state.svelte";
import type { Route } from "../screens/journey.svelte";
import { reviewed } from "../screens/review/review.test-data";
import { Review, type ReviewApi } from "../screens/review/state.svelte";
import { assessment, saved, status } from "../screens/sample.test-data";
import { Settings } from "../screens/settings/state.svelte";
import { Start } from "../screens/start/state.svelte";
import { Verification } from "../screens/verify/state.svelte";
import { Sitting, type SittingApi } from "../sitting/sitting.svelte";
import { holdingsOf } from "./holdings";

const REFUSED = { code: "io", message: "The disk is full." };

function sitting() {
  const view = assessment({ 1: 2 });
  const api = {
    change: vi.fn(async () => saved()),
    moveTo: vi.fn(async () => null),
    undo: vi.fn(),
    redo: vi.fn(),
    pause: vi.fn(async () => status({ pausedSince: "2025-11-21T10:42:07+01:00" })),
    resume: vi.fn(async () => status()),
    openAssessment: vi.fn(async () => view),
    attachFiles: vi.fn(async () => null),
    saveAttachment: vi.fn(async () => null),
    beforeClose: vi.fn(() => () => {}),
  } satisfies SittingApi;
  return { api, sitting: new Sitting(view, api) };
}

/** What locking would lose on this route. */
async function lost(route: Route | null, unfinished: Start | null = null): Promise<string[]> {
  const losses = [];
  for (const holding of holdingsOf({ route, unfinished })) losses.push(await holding.settle());
  return losses.filter((loss) => loss !== null);
}

test("nothing is held at home, or before there is a journey", async () => {
  expect(holdingsOf(undefined)).toEqual([]);
  expect(await lost(null)).toEqual([]);
});

test("a note that is being typed reaches the disk before the time of the interview stops", async () => {
  const { api, sitting: one } = sitting();
  const interview = new Interview(one);
  one.type(interview.text("note", "Runs the billing storage"));
  expect(await lost({ screen: "interview", interview })).toEqual([]);
  expect(api.change).toHaveBeenCalledOnce();
  const [changed, paused] = [api.change, api.pause].map((call) => call.mock.invocationCallOrder[0] ?? 0);
  expect(changed).toBeLessThan(paused ?? 0);
});

test("a note that the disk refuses is lost unless it is tried again with success", async () => {
  const { api, sitting: one } = sitting();
  const interview = new Interview(one);
  api.change.mockRejectedValueOnce(REFUSED).mockRejectedValueOnce(REFUSED);
  one.type(interview.text("note", "Runs the billing storage"));
  const route = { screen: "interview", interview } as const;
  expect(await lost(route)).toEqual(["Something in the interview is not saved: The disk is full."]);
  expect(await lost(route)).toHaveLength(1);
  expect(await lost(route)).toEqual([]);
  expect(api.change).toHaveBeenCalledTimes(3);
});

test("an interview that goes on has its time go on, unless it was paused by hand", async () => {
  const { api, sitting: one } = sitting();
  const interview = new Interview(one);
  const [held] = holdingsOf({ route: { screen: "interview", interview }, unfinished: null });
  held?.goOn?.();
  await one.flush();
  expect(api.resume).toHaveBeenCalledOnce();
  interview.paused = true;
  held?.goOn?.();
  await one.flush();
  expect(api.resume).toHaveBeenCalledOnce();
});

test("half-written evidence is spoken of", async () => {
  const interview = new Interview(sitting().sitting);
  interview.unfinished.keep("e1", interview.where, { title: "" });
  expect(await lost({ screen: "interview", interview })).toHaveLength(1);
});

test("a mark that is begun is spoken of, on the page and on the conclusion behind it", async () => {
  const conclusion = new Conclusion(sitting().sitting);
  expect(await lost({ screen: "conclude", conclusion })).toEqual([]);
  conclusion.page.name = "Lena V";
  expect(await lost({ screen: "conclude", conclusion })).toEqual([
    "The candidate’s mark is begun, but not given.",
  ]);
  expect(await lost({ screen: "candidate-page", conclusion })).toHaveLength(1);
});

test("a new interview that is being filled in is spoken of, also from home", async () => {
  const start = new Start();
  expect(await lost({ screen: "start", start })).toEqual([]);
  start.name = " Lena Vogt ";
  const sentence = "The new interview with Lena Vogt has not begun, so nothing of it is kept.";
  expect(await lost({ screen: "start", start })).toEqual([sentence]);
  expect(await lost(null, start)).toEqual([sentence]);
});

test("settings that changed are spoken of, and can be saved", async () => {
  const settings = new Settings();
  const route = { screen: "settings", settings } as const;
  expect(await lost(route)).toEqual([]);
  vi.spyOn(settings, "unsaved", "get").mockReturnValue(true);
  const saveAll = vi.spyOn(settings, "saveAll").mockResolvedValue(true);
  expect(await lost(route)).toEqual(["Something that you changed in the settings is not saved."]);
  const [held] = holdingsOf({ route, unfinished: null });
  expect(await held?.save?.()).toBe(true);
  expect(saveAll).toHaveBeenCalledOnce();
});

test("a reason that is being typed reaches the disk, unless the disk refuses it", async () => {
  const saveReview = vi.fn(async () => null);
  const api: ReviewApi = {
    review: async () => reviewed(),
    saveReview,
    countersign: vi.fn(),
    previewReceived: vi.fn(),
    saveReceived: vi.fn(),
    showReceived: vi.fn(),
    beforeClose: vi.fn(),
  };
  const review = new Review("VS-1", api);
  const route = { screen: "review", review, verification: new Verification() } as const;
  expect(await lost(route)).toEqual([]);
  await review.load();
  review.write("Too few examples.");
  expect(await lost(route)).toEqual([]);
  expect(saveReview).toHaveBeenCalledOnce();
  saveReview.mockRejectedValueOnce(REFUSED);
  review.write("Too few");
  expect(await lost(route)).toEqual(["Something in the review is not saved: The disk is full."]);
  expect(await lost(route)).toEqual([]);
});
