import { t } from "../language/messages";
import type { Conclusion } from "../screens/conclude/state.svelte";
import type { Interview } from "../screens/interview/state.svelte";
import type { Journey } from "../screens/journey.svelte";
import type { Review } from "../screens/review/state.svelte";
import type { Settings } from "../screens/settings/state.svelte";
import type { Start } from "../screens/start/state.svelte";
import type { Savable } from "../sitting/savable";
import type { Holding } from "./locking.svelte";

/** What the screens hold and locking must not lose; nothing is held at home. */
export function holdingsOf(journey: Pick<Journey, "route" | "unfinished"> | undefined): Holding[] {
  const unfinished = journey?.unfinished ? [ofStart(journey.unfinished)] : [];
  const { route } = journey ?? {};
  switch (route?.screen) {
    case "start":
      return [...unfinished, ofStart(route.start)];
    case "settings":
      return [...unfinished, ...ofSettings(route.settings)];
    case "interview":
      return [...unfinished, ...ofInterview(route.interview)];
    case "conclude":
    case "candidate-page":
      return [...unfinished, ...ofConclusion(route.conclusion)];
    case "review":
      return [...unfinished, ofReview(route.review)];
    default:
      return unfinished;
  }
}

function ofStart(start: Start): Holding {
  return {
    settle: async () => (start.begun ? t("vault.lock.start", { candidate: start.name.trim() }) : null),
  };
}

function ofSettings(settings: Settings): Holding[] {
  return [
    {
      settle: async () => (settings.unsaved ? t("vault.lock.settings") : null),
      save: () => settings.saveAll(),
    },
    { settle: async () => (settings.passphrase.code === null ? null : t("vault.lock.code")) },
  ];
}

/** An interview: its time stops, too, and what is half-written is no change yet. */
function ofInterview(interview: Interview): Holding[] {
  const { sitting } = interview;
  return [
    {
      settle: async () => {
        await flush(sitting);
        await sitting.pause();
        return notSaved(sitting);
      },
      goOn: () => {
        if (!interview.paused) void sitting.resume();
      },
    },
    { settle: async () => (interview.unfinished.none ? null : t("vault.lock.evidence")) },
  ];
}

/** The conclusion, and the candidate's page with a mark that may be begun. */
function ofConclusion({ sitting, page }: Conclusion): Holding[] {
  return [
    {
      settle: async () => {
        await flush(sitting);
        return notSaved(sitting);
      },
    },
    { settle: async () => (page.begun ? t("vault.lock.mark") : null) },
  ];
}

function ofReview(review: Review): Holding {
  return {
    settle: async () => {
      await flush(review);
      return notSaved(review);
    },
  };
}

async function flush(work: Savable): Promise<void> {
  if (work.notSaved !== null) work.retry();
  await work.flush();
}

function notSaved({ notSaved: why }: Savable): string | null {
  return why === null ? null : t("vault.lock.notSaved", { why });
}
