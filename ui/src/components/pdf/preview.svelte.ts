import { failureOf } from "../../api/failure";
import type { Pdf } from "./pdf";

/** Reads a PDF; rejects if it can't be shown. */
export type OpenPdf = (bytes: ArrayBuffer) => Promise<Pdf>;

/** pdf.js comes with the first report that is shown, so that the window starts without it. */
const openWithPdfJs: OpenPdf = async (bytes) => (await import("./pdf")).openPdf(bytes);

/** The very report, for reading before and after it is signed. Signing works without it. */
export class Preview {
  /** Null until it is read, or if it can't be. */
  pdf: Pdf | null = $state.raw(null);
  /** Why there is no preview. */
  problem: string | null = $state.raw(null);
  loading = $state.raw(false);
  readonly #read: () => Promise<ArrayBuffer>;
  readonly #open: OpenPdf;
  /** Counts the readings, so that only the last one is shown. */
  #reading = 0;

  /** `read` gets its bytes. */
  constructor(read: () => Promise<ArrayBuffer>, open: OpenPdf = openWithPdfJs) {
    this.#read = read;
    this.#open = open;
  }

  /** Reads the report; what was shown before stays until it is there. */
  async load(): Promise<void> {
    const reading = ++this.#reading;
    this.loading = true;
    this.problem = null;
    try {
      const pdf = await this.#open(await this.#read());
      if (reading === this.#reading) this.#show(pdf);
      else pdf.close();
    } catch (thrown) {
      if (reading === this.#reading) this.problem = failureOf(thrown).message;
    }
    if (reading === this.#reading) this.loading = false;
  }

  /** Lets go of the report. */
  close(): void {
    this.#reading += 1;
    this.loading = false;
    this.#show(null);
  }

  #show(pdf: Pdf | null): void {
    this.pdf?.close();
    this.pdf = pdf;
  }
}
