import * as client from "../../api/client";
import { failureOf } from "../../api/failure";
import type { AssessmentView } from "../../api/types/AssessmentView";
import type { Failure } from "../../api/types/Failure";
import type { FindingName } from "../../api/types/FindingName";
import type { Place } from "../../api/types/Place";
import { t } from "../../language/messages";

/** What of the program the conclusion needs. */
export type ConcludeApi = Pick<typeof client, "conclude">;

/** A statement with its place, as the lists of the conclusion show it. */
export interface PlacedStatement {
  at: Place;
  text: string;
  finding: FindingName | null;
}

/** What the assessor is about to award. Everything else stands in the assessment, which no longer moves here. */
export class Conclusion {
  readonly view: AssessmentView;
  /** The statements of which another rating alone would change the computed level. */
  readonly decisive: readonly PlacedStatement[];
  /** The statements without a finding. */
  readonly open: readonly PlacedStatement[];

  /** Null: no level. */
  awarded: number | null;
  reason = $state("");
  /** Why the reason is not enough; null if it is, or nobody asked yet. */
  reasonProblem: string | null = $state.raw(null);
  problem: string | null = $state.raw(null);
  concluding = $state.raw(false);
  readonly #api: ConcludeApi;

  constructor(view: AssessmentView, api: ConcludeApi = client) {
    this.view = view;
    this.awarded = $state(view.outcome.computed);
    this.#api = api;
    const statements = view.levels.flatMap(({ level, statements }) =>
      statements.map(({ statement, text, finding }) => ({ at: { level, statement }, text, finding })),
    );
    const isDecisive = ({ at }: PlacedStatement) =>
      view.outcome.decisive.some(({ level, statement }) => level === at.level && statement === at.statement);
    this.decisive = statements.filter(isDecisive);
    this.open = statements.filter(({ finding }) => finding === null);
  }

  /** What can be awarded: no level, or one that the skill defines. */
  get levels(): (number | null)[] {
    const defined = this.view.levels.filter(({ statements }) => statements.length > 0);
    return [null, ...defined.map(({ level }) => level)];
  }

  /** Whether the award differs from what the rule computed, and therefore needs a reason. */
  get differs(): boolean {
    return this.awarded !== this.view.outcome.computed;
  }

  /** Concludes; null if that did not happen, and then a sentence says why. */
  async conclude(): Promise<AssessmentView | null> {
    this.problem = null;
    this.reasonProblem = null;
    if (this.concluding) return null;
    if (this.differs && this.reason.trim() === "") {
      this.reasonProblem = t("conclude.award.reasonMissing");
      return null;
    }
    this.concluding = true;
    try {
      const reason = this.differs ? this.reason : null;
      return await this.#api.conclude({
        assessment: this.view.assessment,
        awardedLevel: this.awarded,
        reason,
      });
    } catch (thrown) {
      this.#refused(failureOf(thrown));
      return null;
    } finally {
      this.concluding = false;
    }
  }

  #refused({ code, message }: Failure): void {
    if (code === "reason-missing") this.reasonProblem = message;
    else this.problem = message;
  }
}
