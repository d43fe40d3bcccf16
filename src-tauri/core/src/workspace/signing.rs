//! Signing: what a report is made of beside its interview, and how its bytes come to be kept.

use uuid::Uuid;

use super::audit::{Act, payloads};
use super::identity::{add, make, refuse_other_signer, restored, stored};
use super::{Environment, Workspace};
use crate::domain::audit::{Action, Head, Subject, SubjectKind};
use crate::domain::definition::hex_sha256;
use crate::domain::interview::Interview;
use crate::domain::moment::Moment;
use crate::domain::notices::Notices;
use crate::domain::profile::{Detail, Profile, Pseudonym};
use crate::error::{Error, Result};
use crate::report::{self, StandIn};
use crate::signature::{self, Capacity, Identity};
use crate::store::{StoredReport, Transaction, Values};

/// The program that makes the report.
const PROGRAM: &str = concat!("Vouchsafe ", env!("CARGO_PKG_VERSION"));
/// What stands for random characters that are drawn only when a report is signed.
const NOT_DRAWN: &str = "····";

/// What stands in a report beside its interview.
pub(super) struct Around {
    profile: Profile,
    /// The organisation's notices.
    notices: Notices,
    /// The report that it replaces.
    replaced: Option<Replaced>,
    /// The full report of the same interview, unless it is that itself.
    copy_of: Option<String>,
    /// The end of the audit trail, when it is made.
    trail: Option<Head>,
    /// Who stands in for the candidate, where nobody is named.
    stand_in: Option<StandIn>,
}

/// The signed report of the interview that another one corrects.
struct Replaced {
    id: String,
    version: u32,
}

impl Around {
    /// A full report with the notices alone, for trying whether one can be made.
    pub(super) fn of(notices: Notices) -> Self {
        Self { profile: Profile::Full, notices, replaced: None, copy_of: None, trail: None, stand_in: None }
    }

    fn version(&self) -> u32 {
        self.replaced.as_ref().map_or(1, |report| report.version + 1)
    }

    /// Reads what stands in a report beside its interview.
    fn read(transaction: &Transaction<'_>, interview: &Interview, profile: Profile) -> Result<Self> {
        let copy_of = match profile {
            Profile::Full => None,
            _ => transaction.report_of(interview.id)?.map(|report| report.id),
        };
        Ok(Self {
            profile,
            notices: super::settings::settings(transaction)?.notices,
            replaced: replaced(transaction, interview, profile)?,
            copy_of,
            trail: Some(transaction.trail_head()?),
            stand_in: None,
        })
    }

    /// Puts somebody in for the candidate, where the profile names nobody.
    fn with_stand_in(self, environment: &dyn Environment, interview: &Interview, name: String) -> Self {
        if self.profile.shows(Detail::Candidate) {
            return self;
        }
        let stand_in = StandIn {
            name,
            candidate: environment.new_id(),
            interview: environment.new_id(),
            assessments: interview.assessments.iter().map(|_| environment.new_id()).collect(),
        };
        Self { stand_in: Some(stand_in), ..self }
    }
}

/// The report that one of this profile replaces: of the same profile if there is one, else the full one, where its id may
/// be named.
fn replaced(transaction: &Transaction<'_>, interview: &Interview, profile: Profile) -> Result<Option<Replaced>> {
    let Some(earlier) = interview.assessments.iter().find_map(|assessment| assessment.supersedes) else {
        return Ok(None);
    };
    let earlier = transaction.progress(earlier)?.interview;
    let report = match transaction.report_in(earlier, profile)? {
        None if profile.shows(Detail::Ids) => transaction.report_of(earlier)?,
        same => same,
    };
    Ok(report.map(|report| Replaced { id: report.id, version: report.version }))
}

/// What a report of this interview is made of.
pub(super) fn request<'a>(
    interview: &'a Interview,
    id: &'a str,
    now: Moment,
    around: &'a Around,
) -> report::Request<'a> {
    report::Request {
        interview,
        profile: around.profile,
        stand_in: around.stand_in.as_ref(),
        id,
        version: around.version(),
        issued_at: now,
        signer: &interview.assessor,
        supersedes: around.replaced.as_ref().map(|report| report.id.as_str()),
        copy_of: around.copy_of.as_deref(),
        notices: &around.notices,
        trail: around.trail.as_ref(),
        program: PROGRAM,
    }
}

/// A report as it would be signed now. What is drawn only then is not there yet.
pub(super) fn unsigned(
    transaction: &Transaction<'_>,
    environment: &dyn Environment,
    interview: &Interview,
    profile: Profile,
) -> Result<Vec<u8>> {
    let now = environment.now();
    let around = Around::read(transaction, interview, profile)?;
    let name = shown_name(transaction, interview, profile)?;
    let around = around.with_stand_in(environment, interview, name);
    let id = format!("VS-{}-{NOT_DRAWN}-{NOT_DRAWN}", now.date().year());
    Ok(report::render(&request(interview, &id, now, &around))?.pdf)
}

/// The name that a report of this profile gives the candidate.
pub(super) fn shown_name(transaction: &Transaction<'_>, interview: &Interview, profile: Profile) -> Result<String> {
    if profile.shows(Detail::Candidate) {
        return Ok(interview.candidate.name.clone());
    }
    let kept = transaction.pseudonym(interview.candidate.id)?;
    Ok(kept.unwrap_or_else(|| Pseudonym::kept(format!("··-{NOT_DRAWN}"))).in_place_of_the_name())
}

impl Workspace {
    /// Signs a report and keeps it.
    pub(super) fn sign(&mut self, interview: &Interview, profile: Profile, secret: &str) -> Result<StoredReport> {
        let assessor = &interview.assessor;
        let identity = self.signing_identity(&assessor.name, assessor.organisation.as_deref(), secret)?;
        refuse_other_signer(identity.name(), &assessor.name)?;
        let signer = identity.unlock(secret)?;
        // Read only now: a certificate made a moment ago is not valid a moment earlier.
        let now = self.environment.now();
        let id = report_id(self.environment.as_ref(), now)?;
        let candidate = interview.candidate.id;
        let environment = self.environment.as_ref();
        let (around, pseudonym) = self.store.read(|transaction| {
            Ok((Around::read(transaction, interview, profile)?, pseudonym(transaction, environment, candidate)?))
        })?;
        let around = around.with_stand_in(environment, interview, pseudonym.in_place_of_the_name());
        let base = report::render(&request(interview, &id, now, &around))?;
        let capacity = Capacity::Assessor { organisation: interview.assessor.organisation.as_deref() };
        let pdf = signature::sign(&base.pdf, &signer, &capacity, now)?;
        let report = StoredReport {
            id,
            interview: interview.id,
            profile,
            version: around.version(),
            signed_at: now,
            signer: identity.fingerprint().to_string(),
            pages: u32::try_from(base.pages).map_err(Error::internal)?,
            sha256: hex_sha256(&pdf),
            trail: around.trail.filter(|_| profile.shows(Detail::Trail)),
            pdf,
        };
        let act = Act::at(now, self.environment.as_ref());
        self.store.write(|transaction| {
            // Another process may have signed meanwhile; then its bytes are the report.
            if let Some(earlier) = transaction.report_in(interview.id, profile)? {
                return Ok(earlier);
            }
            if around.stand_in.is_some() {
                transaction.keep_pseudonym(candidate, &pseudonym)?;
            }
            match profile {
                Profile::Full => transaction.add_report(&report)?,
                _ => transaction.add_report_copy(&report)?,
            }
            let subject = Subject::new(SubjectKind::Report, &report.id);
            let values = Values::new(payloads::report(&report));
            act.record(transaction, Action::ReportSigned, subject, Some(interview.id), &values)?;
            Ok(report)
        })
    }

    /// The workspace's identity, made in this name where there is none.
    pub(super) fn signing_identity(
        &mut self,
        name: &str,
        organisation: Option<&str>,
        secret: &str,
    ) -> Result<Identity> {
        let identity = match self.store.read(|transaction| transaction.identity())? {
            Some(identity) => identity,
            None => {
                let environment = self.environment.as_ref();
                let made = stored(&make(environment, name, organisation, secret)?)?;
                let act = Act::now(environment);
                self.store.write(|transaction| match transaction.identity()? {
                    // Another process may have made one meanwhile; a workspace has one.
                    Some(earlier) => Ok(earlier),
                    None => add(transaction, &act, &made).map(|()| made),
                })?
            }
        };
        restored(&identity)
    }
}

/// The candidate's pseudonym, or one that nobody has.
fn pseudonym(transaction: &Transaction<'_>, environment: &dyn Environment, candidate: Uuid) -> Result<Pseudonym> {
    if let Some(kept) = transaction.pseudonym(candidate)? {
        return Ok(kept);
    }
    loop {
        let mut random = [0; Pseudonym::RANDOM];
        environment.fill_random(&mut random)?;
        let drawn = Pseudonym::from_random(random);
        if !transaction.is_pseudonym_taken(&drawn)? {
            return Ok(drawn);
        }
    }
}

/// `VS-2026-7F3K-Q29D`: the year, and forty random bits in Crockford's base 32, which has no letter that looks
/// like a digit.
fn report_id(environment: &dyn Environment, now: Moment) -> Result<String> {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let mut random = [0; 8];
    environment.fill_random(&mut random)?;
    let digits: String = random.iter().map(|byte| char::from(DIGITS[usize::from(byte % 32)])).collect();
    let (first, second) = digits.split_at(4);
    Ok(format!("VS-{}-{first}-{second}", now.date().year()))
}
