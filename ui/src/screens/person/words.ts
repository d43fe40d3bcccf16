import type { HeldSkill } from "../../api/types/HeldSkill";
import type { HoldingsView } from "../../api/types/HoldingsView";
import type { PersonEntry } from "../../api/types/PersonEntry";
import type { RemainsView } from "../../api/types/RemainsView";
import { t } from "../../language/messages";
import { minute } from "../../language/moment";

const HELD = [
  "interviews",
  "assessments",
  "ratings",
  "notes",
  "questions",
  "evidence",
  "files",
  "reports",
  "reviews",
  "unsignedReviews",
  "steps",
  "values",
] as const satisfies readonly (keyof HoldingsView)[];

/** How much is held, a line each; what there is none of needs no line. */
export function heldInWords(holdings: HoldingsView): string[] {
  return HELD.filter((what) => holdings[what] > 0).map((what) =>
    t(`person.held.${what}`, { count: holdings[what] }),
  );
}

/** A skill and what came of it. */
export function skillInWords({ name, code, edition, concluded, awarded }: HeldSkill): string {
  const skill = t("skill.inFull", { name, code, edition });
  if (!concluded) return t("person.interviews.draft", { skill });
  return awarded === null
    ? t("person.interviews.noLevel", { skill })
    : t("person.interviews.awarded", { skill, level: awarded });
}

/** What is known to be elsewhere, a line each. */
export function remainsInWords(remains: RemainsView): string[] {
  const { mentions, sharedFiles } = remains;
  return [
    ...remains.backups.map(({ file, madeAt, state }) => {
      if (state === "unreadable") return t("person.remains.backupUnreadable", { file });
      const when = minute(madeAt);
      return state === "there"
        ? t("person.remains.backup", { when, file })
        : t("person.remains.backupGone", { when, file });
    }),
    ...remains.exports.map(({ file, at }) =>
      file === ""
        ? t("person.remains.exportUnknown", { when: minute(at) })
        : t("person.remains.export", { when: minute(at), file }),
    ),
    ...remains.trails.map(({ file, at }) => t("person.remains.trail", { when: minute(at), file })),
    ...remains.plainCopies.map((at) => t("person.remains.plainCopy", { when: minute(at) })),
    ...remains.setAside.map((file) => t("person.remains.setAside", { file })),
    ...remains.namesakes.map(namesake),
    ...(mentions > 0 ? [t("person.remains.mentions", { count: mentions })] : []),
    ...(sharedFiles > 0 ? [t("person.remains.sharedFiles", { count: sharedFiles })] : []),
  ];
}

function namesake({ name, reference, received }: PersonEntry): string {
  const candidate = reference === null ? name : `${name} (${reference})`;
  return received
    ? t("person.remains.namesakeReceived", { candidate })
    : t("person.remains.namesake", { candidate });
}
