import type { SignatureView } from "../api/types/SignatureView";
import type { SkillResult } from "../api/types/SkillResult";
import type { VerifiedView } from "../api/types/VerifiedView";
import { t } from "./messages";
import { day } from "./moment";

/** "Operations (ITOP), SFIA 8: level 3". */
export function resultInWords({ code, name, edition, awardedLevel }: SkillResult): string {
  const skill = t("skill.inFull", { name, code, edition });
  return awardedLevel === null
    ? t("sign.subject.otherSkillNone", { skill })
    : t("sign.subject.otherSkill", { skill, level: awardedLevel });
}

/** What verifying found, as one plain sentence. */
export function verdictInWords({ verdict, signatures }: VerifiedView): string {
  if (verdict !== "valid-unknown-signer") return t(`verify.sentence.${verdict}`);
  const unknown = signatures.filter(({ trust }) => trust !== "known");
  const names = [...new Set(unknown.map(signerName))];
  return t(`verify.sentence.${verdict}`, { names });
}

/** The name in a signature's certificate. */
export function signerName({ signer }: SignatureView): string {
  return signer === "" ? t("signers.nobody") : signer;
}

/** What this workspace thinks of a signer. */
export function trustInWords({ trust, firstSeen, signer, looksLike }: SignatureView): string {
  if (trust === "contradicts") {
    return looksLike === null || looksLike === signer
      ? t("signers.trust.sameName")
      : t("signers.trust.looksLike", { known: looksLike });
  }
  if (trust === "known") {
    return firstSeen === null ? t("signers.trust.own") : t("signers.trust.known", { day: day(firstSeen) });
  }
  return firstSeen === null ? t("signers.trust.new") : t("signers.trust.seen", { day: day(firstSeen) });
}
