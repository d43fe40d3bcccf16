//! Signing a field of a report.

use std::collections::BTreeMap;

use jiff::tz::Offset;
use lopdf::{Dictionary, Object, dictionary, text_string};

use super::document::Pdf;
use super::identity::Signer;
use super::record::Record;
use super::revision::{Draft, END, Objects};
use super::verify::{Verdict, check_unsigned, verify};
use super::words::{Facts, NEWEST, Part};
use super::{FILE_LIMIT, Field, appearance, bounded, container, review};
use crate::domain::moment::Moment;
use crate::domain::review::Review;
use crate::error::{Error, Result};

/// More bytes than both signatures take, and than a report differs by which is made at another moment.
const SIGNATURES: usize = 1 << 20;

/// In which capacity somebody signs.
#[derive(Debug, Clone, Copy)]
pub enum Capacity<'a> {
    /// Held the interview.
    Assessor {
        /// The organisation that the assessor signs for: the one of the record's signer.
        organisation: Option<&'a str>,
    },
    /// Checked the report, for the organisation in the certificate.
    Reviewer {
        /// The decision with its grounds.
        review: &'a Review,
    },
}

impl Capacity<'_> {
    pub(super) fn field(&self) -> Field {
        match self {
            Self::Assessor { .. } => Field::Assessor,
            Self::Reviewer { .. } => Field::Reviewer,
        }
    }

    fn part(&self) -> Part {
        match self {
            Self::Assessor { .. } => Part::Assessor,
            Self::Reviewer { review } => Part::Reviewer(review.decision),
        }
    }
}

/// Signs a report: the whole file again, with the signature in an incremental update behind it.
///
/// The assessor signs a report as it was made, and certifies it: only the reviewer's signature may follow
/// (ISO 32000-1, 12.8.2.2, DocMDP with P = 2). The reviewer signs a report that [`verify`]s. What comes out was
/// verified.
///
/// # Errors
/// If the field was signed before, if the report can't be signed in this order, if the certificate is not valid at
/// that time, if the name holds a character that can't be drawn, or if a review gives no reason where it has to,
/// rests on no statement, or on one that is not in the report.
pub fn sign(pdf: &[u8], signer: &Signer, capacity: &Capacity<'_>, at: Moment) -> Result<Vec<u8>> {
    refuse_too_large(pdf)?;
    if !signer.chain().is_valid_at(at.instant()) {
        return Err(Error::refused(format!(
            "The clock says {}, and the signing certificate of {} is not valid then. Set the clock, or make a new identity.",
            at.in_words(),
            signer.chain().holder().name
        )));
    }
    match capacity {
        Capacity::Assessor { .. } => sign_next(&as_made(pdf), signer, capacity, at),
        Capacity::Reviewer { review } => {
            let review = countersignable(pdf, signer, review)?;
            sign_next(pdf, signer, &Capacity::Reviewer { review: &review }, at)
        }
    }
}

/// Refuses a report that verifying would refuse however it is signed, so that nothing freezes of which there will be no
/// signed report.
///
/// # Errors
/// If it is too large, or not made as a report is.
pub fn refuse_unsignable(pdf: &[u8]) -> Result<()> {
    refuse_too_large(pdf)?;
    check_unsigned(&as_made(pdf)).map_err(|problem| Error::internal(problem.message))
}

/// A report as it was made, with the end of its last line, behind which a revision begins.
fn as_made(pdf: &[u8]) -> Vec<u8> {
    let mut base = pdf.to_vec();
    if !base.ends_with(END) {
        base.push(b'\n');
    }
    base
}

/// What is signed has to be read again, and the signatures need room.
fn refuse_too_large(pdf: &[u8]) -> Result<()> {
    if pdf.len() <= FILE_LIMIT - SIGNATURES && bounded::is_bounded(pdf) {
        return Ok(());
    }
    Err(Error::refused(
        "The report would be too large to be signed. Shorten the notes, give less evidence, or report some of the skills \
         in another interview.",
    ))
}

/// The review as it is to be signed, if report, signer and review allow it.
fn countersignable(pdf: &[u8], signer: &Signer, review: &Review) -> Result<Review> {
    let verified = verify(pdf);
    if verified.verdict != Verdict::Valid {
        let why = verified.problems.first().map_or("It does not verify.", |problem| problem.message.as_str());
        return Err(Error::refused(format!("This report can't be countersigned. {why}")));
    }
    let fingerprint = signer.chain().fingerprint();
    if verified.signatures.iter().any(|one| one.signer.as_ref().is_some_and(|by| by.fingerprint == fingerprint)) {
        return Err(Error::refused("This report is signed with this key already: somebody else has to review it."));
    }
    let record = verified.record.as_deref().and_then(Record::read);
    let record = record.ok_or_else(|| not_made_for_it("its record can't be read"))?;
    let review = review::in_order(review, &record);
    match review::check(&review, &record) {
        Ok(()) => Ok(review),
        Err(why) => Err(Error::refused(format!("This review can't be signed: it {why}."))),
    }
}

/// The signature dictionary, with its two places empty. Without a review it is the assessor's, and certifies.
pub(super) fn dictionary(name: &str, meaning: &str, review: Option<&str>, at: Moment) -> Dictionary {
    let mut dictionary = dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => Object::Null,
        "Contents" => Object::Null,
        "M" => Object::string_literal(pdf_date(at)),
        "Name" => text_string(name),
        "Reason" => text_string(meaning),
    };
    match review {
        Some(review) => dictionary.set(review::KEY, text_string(review)),
        None => dictionary.set(
            "Reference",
            vec![Object::Dictionary(dictionary! {
                "Type" => "SigRef",
                "TransformMethod" => "DocMDP",
                "TransformParams" => dictionary! { "Type" => "TransformParams", "P" => 2, "V" => "1.2" },
            })],
        ),
    }
    dictionary
}

/// A date as PDF writes it (ISO 32000-1, 7.9.4): `D:20260302093000+01'00'`.
pub(super) fn pdf_date(moment: Moment) -> String {
    // A PDF's offsets have no seconds; those of old local times do.
    let offset = Offset::from_seconds(moment.offset().seconds() / 60 * 60).unwrap_or(Offset::UTC);
    let minutes = offset.seconds().abs() / 60;
    let sign = if offset.is_negative() { '-' } else { '+' };
    let time = offset.to_datetime(moment.instant()).strftime("D:%Y%m%d%H%M%S").to_string();
    format!("{time}{sign}{:02}'{:02}'", minutes / 60, minutes % 60)
}

fn sign_next(base: &[u8], signer: &Signer, capacity: &Capacity<'_>, at: Moment) -> Result<Vec<u8>> {
    let pdf = Pdf::read(base).ok_or_else(|| not_made_for_it("it can't be read"))?;
    if !pdf.is_plain() || !base.ends_with(END) {
        return Err(not_made_for_it("it has no plain cross-reference table at its end"));
    }
    let signed = complete(&pdf, signer, &revision(&pdf, signer, capacity, at)?)?;
    let verified = verify(&signed);
    match verified.problems.first() {
        None if verified.verdict == Verdict::Valid => Ok(signed),
        problem => {
            let why = problem.map_or("no reason given", |problem| problem.message.as_str());
            Err(Error::internal(format!("what was signed does not verify: {why}")))
        }
    }
}

/// What signing adds and changes.
pub(super) struct Revision {
    pub(super) objects: BTreeMap<u32, Object>,
    /// The number of the signature dictionary.
    pub(super) signature: u32,
}

/// The objects of a revision that signs the field of a capacity.
pub(super) fn revision(pdf: &Pdf<'_>, signer: &Signer, capacity: &Capacity<'_>, at: Moment) -> Result<Revision> {
    let field = capacity.field();
    let target = pdf.field(field).ok_or_else(|| not_made_for_it("it lacks the field"))?;
    if target.is_filled() {
        return Err(Error::refused(format!("The {} has signed this report already.", field.role())));
    }
    let size = target.size().ok_or_else(|| not_made_for_it("the field has no rectangle"))?;
    let holder = signer.chain().holder();
    let (organisation, review) = match capacity {
        Capacity::Assessor { organisation } => (*organisation, None),
        Capacity::Reviewer { review } => {
            let written =
                review::write(review).ok_or_else(|| Error::refused("The review is too long to be signed."))?;
            (holder.organisation.as_deref(), Some(written))
        }
    };
    let fingerprint = signer.chain().fingerprint();
    let facts = Facts { part: capacity.part(), name: &holder.name, organisation, at, fingerprint };

    let mut objects = Objects::from(pdf.next_number());
    let signature = objects.add(dictionary(&holder.name, NEWEST.meaning(facts.part), review.as_deref(), at));
    let drawn = appearance::draw(&mut objects, &facts, size)?;
    let mut filled = target.dictionary.clone();
    filled.set("V", Object::Reference(signature));
    filled.set("AP", dictionary! { "N" => Object::Reference(drawn) });
    objects.set(target.number, filled);
    if field == Field::Assessor {
        let (number, catalog) = pdf.catalog().ok_or_else(|| not_made_for_it("it has no catalog"))?;
        let mut catalog = catalog.clone();
        catalog.set("Perms", dictionary! { "DocMDP" => Object::Reference(signature) });
        objects.set(number, catalog);
    }
    Ok(Revision { objects: objects.into_inner(), signature: signature.0 })
}

/// Writes the revision behind `pdf` and signs all of it.
pub(super) fn complete(pdf: &Pdf<'_>, signer: &Signer, revision: &Revision) -> Result<Vec<u8>> {
    let draft = Draft::new(pdf.as_base(), &revision.objects, revision.signature)?;
    let contents = container::sign(signer.chain(), signer.key(), draft.covered())?;
    draft.fill(&contents)
}

fn not_made_for_it(why: &str) -> Error {
    Error::internal(format!("the report was not made for being signed: {why}"))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn dates_keep_the_offset() {
        for (moment, date) in [
            ("2026-03-02T09:30:00+01:00", "D:20260302093000+01'00'"),
            ("2026-03-02T09:30:00Z", "D:20260302093000+00'00'"),
            ("2026-03-02T09:30:00-03:30", "D:20260302093000-03'30'"),
        ] {
            assert_eq!(pdf_date(Moment::parse(moment).expect(moment)), date);
        }
    }

    #[test]
    fn what_verifying_would_refuse_is_not_signable() {
        let base = fixture::base();
        assert_eq!(refuse_unsignable(&base), Ok(()));
        let large = [base.as_slice(), &vec![b' '; FILE_LIMIT - SIGNATURES]].concat();
        let refused = refuse_unsignable(&large).expect_err("too large");
        assert!(refused.message().contains("too large to be signed"), "{}", refused.message());
        let marker = memchr::memmem::find(&base, b"%%EOF").expect("an end");
        let strange = [&base[..marker], b"% a word\n", &base[marker..]].concat();
        assert!(refuse_unsignable(&strange).is_err());
    }
}
