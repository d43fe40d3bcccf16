//! What the trail keeps of each kind of event beside changes. Members are added, never renamed: the trail outlives
//! versions of the program. No passphrase and no key ever stands here.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::domain::audit::Head;
use crate::domain::change_request::ChangeRequest;
use crate::domain::conduct::{Conduct, Consent, Mode, Sitting};
use crate::domain::interview::{Assessment, Assessor, Interview};
use crate::domain::level::Level;
use crate::domain::profile::Profile;
use crate::domain::report::{Countersigned, ReportFacts, SignedBy, SkillResult};
use crate::domain::review::{Decision, ReviewDraft, Sampled};
use crate::domain::rule::{DecisionRule, Percent};
use crate::store::{BackupFacts, SeenSigner, StoredIdentity, StoredReport, Values};
use crate::workspace::{ImportedDefinition, Settings};

/// The trail begins; so many assessments are older than it.
pub(in crate::workspace) fn trail_begun(earlier_assessments: usize) -> Value {
    json!({ "earlier_assessments": earlier_assessments })
}

/// A file was written.
pub(in crate::workspace) fn written(file: &Path) -> Value {
    json!({ "file": file.display().to_string() })
}

/// A backup that was made and read back.
pub(in crate::workspace) fn backup(made: &BackupFacts) -> Value {
    with(
        written(&made.file),
        json!({
            "sha256": made.sha256,
            "size": made.size,
            "cause": made.cause.name(),
            "made_at": made.made_at.to_string(),
            "trail": made.audit_head,
        }),
    )
}

/// The backup that a workspace was restored from, as the copy in it tells.
pub(in crate::workspace) fn restored(copy_of: &str) -> Value {
    json!({ "backup": serde_json::from_str(copy_of).unwrap_or_else(|_| Value::from(copy_of)) })
}

/// An interview as it begins.
pub(in crate::workspace) fn interview(interview: &Interview) -> Value {
    let candidate = &interview.candidate;
    json!({
        "candidate": {
            "id": candidate.id,
            "name": candidate.name,
            "reference": candidate.reference,
            "role": candidate.role,
        },
        "assessor": assessor(&interview.assessor),
        "purpose": interview.purpose,
        "started_at": interview.sitting.started_at.to_string(),
        "conduct": conduct(&interview.conduct),
        "assessments": interview.assessments.iter().map(assessment).collect::<Vec<_>>(),
    })
}

/// An interview that was read from a file and concluded.
pub(in crate::workspace) fn recorded(recorded: &Interview, file: &str, sha256: &str) -> Value {
    with(interview(recorded), json!({ "file": file, "file_sha256": sha256, "levels": levels(recorded) }))
}

/// What is awarded by concluding.
pub(in crate::workspace) fn concluded(interview: &Interview) -> Value {
    json!({ "levels": levels(interview) })
}

/// An interview that corrects another one.
pub(in crate::workspace) fn correction(corrected: &Interview, of: &Interview) -> Value {
    with(interview(corrected), json!({ "corrects": of.id }))
}

/// The times of a sitting, before and afterwards.
pub(in crate::workspace) fn times(old: &Sitting, new: &Sitting) -> Values {
    let times = |sitting: &Sitting| {
        let pauses = sitting.pauses.iter();
        let pauses =
            pauses.map(|it| json!({ "from": it.from.to_string(), "until": it.until.map(|at| at.to_string()) }));
        json!({ "pauses": pauses.collect::<Vec<_>>() })
    };
    Values::Json { old: times(old), new: times(new) }
}

/// A rule of one's own.
pub(in crate::workspace) fn rule(rule: &DecisionRule) -> Value {
    json!({
        "name": rule.name,
        "version": rule.version,
        "floor": rule.floor.name(),
        "mean_tenths": rule.mean.map(Percent::tenths),
        "coverage_tenths": rule.coverage.tenths(),
        "lower_levels": rule.lower_levels.name(),
    })
}

/// The settings, before and afterwards: only what differs. None where nothing does.
pub(in crate::workspace) fn settings(old: &Settings, new: &Settings) -> Option<Values> {
    let all = |settings: &Settings| {
        let Settings { assessor: by, notices, auto_lock_minutes } = settings;
        with(
            assessor(by),
            json!({
                "confidentiality": notices.confidentiality,
                "appeal": notices.appeal,
                "licence": notices.licence,
                "retention_months": notices.retention_months,
                "paper": notices.paper.name(),
                "auto_lock_minutes": auto_lock_minutes,
            }),
        )
    };
    let (Value::Object(mut old), Value::Object(mut new)) = (all(old), all(new)) else { return None };
    let same: Vec<String> = old.keys().filter(|name| old.get(*name) == new.get(*name)).cloned().collect();
    for name in same {
        old.remove(&name);
        new.remove(&name);
    }
    (!new.is_empty()).then_some(Values::Json { old: Value::Object(old), new: Value::Object(new) })
}

/// Definitions and change requests that were read.
pub(in crate::workspace) fn imported(definitions: &[ImportedDefinition], requests: &[ChangeRequest]) -> Value {
    let definitions = definitions.iter().map(|it| {
        json!({
            "edition": it.definition.edition.id.to_string(),
            "code": it.definition.code.to_string(),
            "hash": it.definition.hash().to_string(),
            "new": it.is_new,
        })
    });
    json!({
        "definitions": definitions.collect::<Vec<_>>(),
        "change_requests": requests.iter().map(|it| it.number).collect::<Vec<_>>(),
    })
}

/// The identity, without its key.
pub(in crate::workspace) fn identity(identity: &StoredIdentity) -> Value {
    json!({ "name": identity.name, "organisation": identity.organisation, "fingerprint": identity.fingerprint })
}

/// A signer; nothing of one that was never seen.
pub(in crate::workspace) fn signer(seen: Option<&SeenSigner>) -> Value {
    seen.map_or(json!({}), |seen| {
        json!({
            "name": seen.name,
            "organisation": seen.organisation,
            "first_seen_at": seen.first_seen_at.to_string(),
        })
    })
}

/// A report of this profile was written to a file.
pub(in crate::workspace) fn exported(file: &Path, profile: Profile) -> Value {
    with(written(file), json!({ "profile": profile.name() }))
}

/// A report that was signed, and what it prints of the trail.
pub(in crate::workspace) fn report(report: &StoredReport) -> Value {
    let head = |head: &Head| json!({ "sequence": head.sequence, "hash": head.hash });
    json!({
        "profile": report.profile.name(),
        "version": report.version,
        "sha256": report.sha256,
        "pages": report.pages,
        "signer_fingerprint": report.signer,
        "trail": report.trail.as_ref().map(head),
    })
}

/// A report that was signed elsewhere.
pub(in crate::workspace) fn received(
    facts: &ReportFacts,
    by: &SignedBy,
    sha256: &str,
    reviewed: Option<&Countersigned>,
) -> Value {
    let candidate = &facts.candidate;
    let result = |it: &SkillResult| {
        json!({
            "assessment": it.assessment,
            "edition": it.edition,
            "code": it.code,
            "computed": it.computed.map(Level::number),
            "awarded": it.awarded.map(Level::number),
        })
    };
    json!({
        "version": facts.version,
        "supersedes": facts.supersedes,
        "sha256": sha256,
        "signed": signed(by),
        "candidate": { "id": candidate.id, "name": candidate.name, "reference": candidate.reference },
        "assessments": facts.results.iter().map(result).collect::<Vec<_>>(),
        "countersigned": reviewed.map(countersigned),
    })
}

/// A reviewer's signature.
pub(in crate::workspace) fn countersigned(by: &Countersigned) -> Value {
    with(json!({ "signed": signed(&by.by) }), review(&ReviewDraft::from(by.review.clone())))
}

/// A review, signed or not.
pub(in crate::workspace) fn review(review: &ReviewDraft) -> Value {
    let sampled = |it: &Sampled| json!({ "assessment": it.assessment, "at": [it.level.number(), it.statement] });
    json!({
        "decision": review.decision.map(Decision::name),
        "reason": review.reason,
        "sampled": review.sampled.iter().map(sampled).collect::<Vec<_>>(),
    })
}

fn signed(by: &SignedBy) -> Value {
    json!({ "name": by.name, "organisation": by.organisation, "fingerprint": by.fingerprint, "at": by.at.to_string() })
}

fn assessor(assessor: &Assessor) -> Value {
    json!({
        "name": assessor.name,
        "organisation": assessor.organisation,
        "qualification": assessor.qualification,
        "independence": assessor.independence,
    })
}

fn conduct(conduct: &Conduct) -> Value {
    json!({
        "mode": conduct.mode.map(Mode::name),
        "place": conduct.place,
        "identity_check": conduct.identity_check,
        "consent": conduct.consent.map(Consent::name),
        "sponsor": conduct.sponsor,
        "observers": conduct.observers,
        "adjustments": conduct.adjustments,
        "interruptions": conduct.interruptions,
    })
}

fn assessment(assessment: &Assessment) -> Value {
    let definition = &assessment.definition;
    json!({
        "id": assessment.id,
        "edition": definition.edition.id.to_string(),
        "code": definition.code.to_string(),
        "definition": definition.hash().to_string(),
        "rule": rule(&assessment.rule),
        "supersedes": assessment.supersedes,
    })
}

fn levels(interview: &Interview) -> Vec<Value> {
    let of = |assessment: &Assessment| {
        let award = assessment.state.conclusion().map(|conclusion| &conclusion.award);
        json!({
            "assessment": assessment.id,
            "computed": assessment.outcome().computed.map(Level::number),
            "awarded": award.and_then(|award| award.level).map(Level::number),
            "reason": award.and_then(|award| award.reason.clone()),
        })
    };
    interview.assessments.iter().map(of).collect()
}

/// The members of both.
fn with(one: Value, other: Value) -> Value {
    let members = |value| match value {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    Value::Object(members(one).into_iter().chain(members(other)).collect())
}
