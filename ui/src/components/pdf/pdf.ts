/**
 * Pages of a PDF on the screen, drawn by pdf.js, because WebKitGTK shows no PDF by itself. Only `preview.svelte.ts`
 * loads this module, and only once there is a report to show: it weighs more than the rest of the window.
 */
import {
  getDocument,
  type PDFPageProxy,
  PDFWorker,
  RenderingCancelledException,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import ReportReader from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker";

/** A PDF that was read. */
export interface Pdf {
  readonly pages: readonly PdfPage[];
  /** Ends its worker; nothing can be drawn afterwards. */
  close(): void;
}

/** A page of a PDF. */
export interface PdfPage {
  /** From 1. */
  readonly number: number;
  /** In points of a 72nd of an inch. */
  readonly width: number;
  /** In points of a 72nd of an inch. */
  readonly height: number;
  /** Its words, in the order in which they are read. */
  text(): Promise<string>;
  /** Draws it as many pixels wide, until it is stopped: a canvas takes one drawing at a time. */
  draw(canvas: HTMLCanvasElement, pixels: number): { done: Promise<void>; stop(): void };
}

/** Reads a PDF. Rejects if it is none, or if the worker can't be started. */
export async function openPdf(bytes: ArrayBuffer): Promise<Pdf> {
  // pdf.js would start a worker from a blob where it does not recognise the window's own origin, as with tauri://.
  const reader = new ReportReader();
  const worker = PDFWorker.create({ port: reader });
  const close = () => {
    worker.destroy();
    reader.terminate();
  };
  try {
    const pdf = await Promise.race([failureOf(reader), read(bytes, worker)]);
    return { ...pdf, close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

async function read(bytes: ArrayBuffer, worker: PDFWorker): Promise<{ pages: PdfPage[] }> {
  const reading = getDocument({
    data: bytes,
    worker,
    // What the content security policy forbids, or what our own reports never need: they embed every font.
    isEvalSupported: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: false,
  });
  const document = await reading.promise;
  const numbers = Array.from({ length: document.numPages }, (_, index) => index + 1);
  return { pages: await Promise.all(numbers.map(async (number) => pageOf(await document.getPage(number)))) };
}

function pageOf(page: PDFPageProxy): PdfPage {
  const { width, height } = page.getViewport({ scale: 1 });
  return {
    number: page.pageNumber,
    width,
    height,
    text: () => textOf(page),
    draw(canvas, pixels) {
      const viewport = page.getViewport({ scale: pixels / width });
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      const drawing = page.render({ canvas, viewport });
      const done = drawing.promise.catch((thrown: unknown) => {
        if (!(thrown instanceof RenderingCancelledException)) throw thrown;
      });
      return { done, stop: () => drawing.cancel() };
    },
  };
}

/** Reads piece by piece: `getTextContent` goes through a stream with `for await`, which WebKit does not know. */
async function textOf(page: PDFPageProxy): Promise<string> {
  const reader = page.streamTextContent().getReader();
  let text = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const { items } = piece.value as Awaited<ReturnType<typeof page.getTextContent>>;
    for (const item of items) if ("str" in item) text += item.str + (item.hasEOL ? "\n" : "");
  }
  return text;
}

/** Never resolves; rejects once the worker can't go on, of which pdf.js itself would learn nothing. */
function failureOf(worker: Worker): Promise<never> {
  return new Promise((_, reject) => {
    worker.addEventListener("error", (event) => reject(new Error(event.message)));
  });
}
