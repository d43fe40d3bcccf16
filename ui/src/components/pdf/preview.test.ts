import { expect, test, vi } from "vitest";

import type { Pdf } from "./pdf";
import { Preview } from "./preview.svelte";

function pdf() {
  return { pages: [], close: vi.fn<Pdf["close"]>() };
}

const bytes = async () => new ArrayBuffer(8);

test("the report is shown once it is read, and let go of in the end", async () => {
  const report = pdf();
  const preview = new Preview(bytes, async () => report);
  const loading = preview.load();
  expect(preview).toMatchObject({ loading: true, pdf: null });
  await loading;
  expect(preview).toMatchObject({ loading: false, pdf: report, problem: null });
  preview.close();
  expect(preview.pdf).toBeNull();
  expect(report.close).toHaveBeenCalledOnce();
});

test("what can't be written or shown says why, and can be tried again", async () => {
  let full = true;
  const written = async () => {
    if (full) throw { code: "io", message: "The disk is full." };
    return bytes();
  };
  const preview = new Preview(written, async () => pdf());
  await preview.load();
  expect(preview).toMatchObject({ loading: false, pdf: null, problem: "The disk is full." });
  full = false;
  await preview.load();
  expect(preview.problem).toBeNull();
  expect(preview.pdf).not.toBeNull();
});

test("only the last reading is shown, and a report that comes too late is let go of", async () => {
  const [slow, quick] = [pdf(), pdf()];
  let answer: (report: Pdf) => void = () => {};
  const open = vi
    .fn()
    .mockReturnValueOnce(new Promise<Pdf>((resolve) => (answer = resolve)))
    .mockResolvedValueOnce(quick);
  const preview = new Preview(bytes, open);
  const first = preview.load();
  await Promise.resolve();
  await preview.load();
  answer(slow);
  await first;
  expect(preview).toMatchObject({ pdf: quick, loading: false });
  expect(slow.close).toHaveBeenCalledOnce();
  expect(quick.close).not.toHaveBeenCalled();
});

test("a report that is read while the screen goes is not kept", async () => {
  const report = pdf();
  const preview = new Preview(bytes, async () => report);
  const loading = preview.load();
  preview.close();
  await loading;
  expect(preview.pdf).toBeNull();
  expect(report.close).toHaveBeenCalledOnce();
});
