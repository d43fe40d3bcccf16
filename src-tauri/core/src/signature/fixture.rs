//! What the tests of this module sign: identities and a small report.

use std::convert::Infallible;
use std::sync::LazyLock;

use lopdf::{Document, Object, Stream, dictionary};
use p256::elliptic_curve::rand_core::TryRng;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::fonts::Fonts;
use super::revision::Objects;
use super::{Capacity, Field, Identity, Signer, TryCryptoRng, sign};
use crate::domain::level::Level;
use crate::domain::moment::Moment;
use crate::domain::review::{Decision, Review, Sampled};
use crate::typeface::Face;

pub(super) const NAME: &str = "Zoë Šťastná-Δημητρίου Жук";
pub(super) const PASSPHRASE: &str = "correct horse";
/// As much of a record as signing and verifying a signature read.
pub(super) const RECORD: &[u8] = r#"{
  "format": 1,
  "report": {"signer": {"name": "Zoë Šťastná-Δημητρίου Жук", "organisation": "Northwind Жук GmbH"}},
  "assessments": [{
    "id": "00000000-0000-0000-0000-000000000003",
    "ratings": [{"level": 3, "statement": 1}, {"level": 3, "statement": 2}, {"level": 4, "statement": 1}]
  }]
}"#
.as_bytes();
/// The capacity in which the report is signed first.
pub(super) const ASSESSOR: Capacity<'static> = Capacity::Assessor { organisation: Some("Northwind Жук GmbH") };

/// Numbers that only look random, so that a failing test fails again.
pub(super) struct Drawn {
    seed: u64,
    count: u64,
}

impl Drawn {
    pub(super) fn from(seed: u64) -> Self {
        Self { seed, count: 0 }
    }
}

impl TryRng for Drawn {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(32) {
            self.count += 1;
            let block = Sha256::digest([self.seed.to_le_bytes(), self.count.to_le_bytes()].concat());
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Drawn {}

pub(super) fn moment() -> Moment {
    Moment::parse("2025-03-02T09:30:00+01:00").expect("a moment")
}

pub(super) fn later() -> Moment {
    Moment::parse("2025-03-03T10:00:00-03:30").expect("a moment")
}

pub(super) fn identity() -> &'static Identity {
    static IDENTITY: LazyLock<Identity> = LazyLock::new(|| {
        Identity::create(NAME, Some("Northwind Жук GmbH"), PASSPHRASE, moment(), &mut Drawn::from(1))
            .expect("an identity")
    });
    &IDENTITY
}

pub(super) fn other_identity() -> &'static Identity {
    static IDENTITY: LazyLock<Identity> = LazyLock::new(|| {
        Identity::create("Myroslava Zahorodnia", None, PASSPHRASE, moment(), &mut Drawn::from(2)).expect("an identity")
    });
    &IDENTITY
}

pub(super) fn signer() -> &'static Signer {
    static SIGNER: LazyLock<Signer> = LazyLock::new(|| identity().unlock(PASSPHRASE).expect("unlocked"));
    &SIGNER
}

pub(super) fn other_signer() -> &'static Signer {
    static SIGNER: LazyLock<Signer> = LazyLock::new(|| other_identity().unlock(PASSPHRASE).expect("unlocked"));
    &SIGNER
}

/// A review of the report, with a reason that not every encoding can write.
pub(super) fn review(decision: Decision) -> Review {
    let sampled = |level, statement| Sampled {
        assessment: Uuid::from_u128(3),
        level: Level::new(level).expect("a level"),
        statement,
    };
    let reason = "Both notes name what was done – Жук.".to_owned();
    Review { decision, reason, sampled: vec![sampled(3, 2), sampled(4, 1)] }
}

/// A report of one page as it is made: two empty signature fields and a record.
pub(super) fn base() -> Vec<u8> {
    saved(base_document())
}

pub(super) fn saved(mut pdf: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("saved");
    bytes.push(b'\n');
    bytes
}

pub(super) fn base_document() -> Document {
    let mut pdf = Document::with_version("1.7");
    pdf.reference_table.cross_reference_type = lopdf::xref::XrefType::CrossReferenceTable;
    let pages = pdf.new_object_id();
    let page = pdf.new_object_id();
    let (face, said) = (Face::SansRegular, "Level 3, Apply");
    let fonts = Fonts::covering(std::iter::once((face, said))).expect("fonts");
    let shown = fonts.show(face, 24.0, said).expect("shown");
    let mut objects = Objects::from(pdf.max_id + 1);
    let fonts = fonts.embed(&mut objects).expect("fonts");
    for (number, object) in objects.into_inner() {
        pdf.max_id = pdf.max_id.max(number);
        pdf.objects.insert((number, 0), object);
    }
    let text = format!("/Span << /MCID 0 >> BDC BT 72 700 Td {shown}ET EMC");
    let content = pdf.add_object(Stream::new(lopdf::Dictionary::new(), text.into_bytes()));
    let mut widget = |field: Field, rect: [f32; 4]| {
        pdf.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Widget",
            "FT" => "Sig",
            "T" => Object::string_literal(field.name()),
            "TU" => lopdf::text_string(match field {
                Field::Assessor => "Assessor’s digital signature",
                Field::Reviewer => "Reviewer’s digital signature (quality assurance)",
            }),
            "F" => 4,
            "Rect" => rect.map(Object::Real).to_vec(),
            "P" => Object::Reference(page),
        })
    };
    let assessor = widget(Field::Assessor, [68.03, 138.90, 291.97, 240.94]);
    let reviewer = widget(Field::Reviewer, [303.31, 138.90, 527.24, 240.94]);
    let fields = || vec![Object::Reference(assessor), Object::Reference(reviewer)];
    let whole = || vec![0.into(), 0.into(), 595.into(), 842.into()];
    pdf.objects.insert(
        page,
        Object::Dictionary(dictionary! {
            "Type" => "Page",
            "Parent" => Object::Reference(pages),
            "MediaBox" => whole(),
            "TrimBox" => whole(),
            "CropBox" => whole(),
            "Resources" => dictionary! { "Font" => fonts },
            "Contents" => Object::Reference(content),
            "Annots" => fields(),
        }),
    );
    pdf.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![Object::Reference(page)], "Count" => 1 }),
    );
    let record = pdf.add_object(Stream::new(
        dictionary! { "Type" => "EmbeddedFile", "Subtype" => "application/json" },
        RECORD.to_vec(),
    ));
    let name = || Object::string_literal(super::document::RECORD_NAME);
    let file = pdf.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => name(),
        "UF" => name(),
        "AFRelationship" => "Data",
        "EF" => dictionary! { "F" => Object::Reference(record) },
    });
    let catalog = pdf.add_object(dictionary! {
        "Type" => "Catalog",
        "Lang" => Object::string_literal("en-GB"),
        "Pages" => Object::Reference(pages),
        "AcroForm" => dictionary! { "Fields" => fields(), "SigFlags" => 3 },
        "AF" => vec![Object::Reference(file)],
        "Names" => dictionary! {
            "EmbeddedFiles" => dictionary! { "Names" => vec![name(), Object::Reference(file)] },
        },
    });
    pdf.trailer.set("Root", Object::Reference(catalog));
    let id = || Object::String(vec![7; 16], lopdf::StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id(), id()]);
    pdf
}

/// The report, signed by the assessor.
pub(super) fn signed() -> &'static [u8] {
    static SIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| sign(&base(), signer(), &ASSESSOR, moment()).expect("signed"));
    &SIGNED
}

/// The report, accepted by the reviewer.
pub(super) fn countersigned() -> &'static [u8] {
    static COUNTERSIGNED: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let review = review(Decision::Accepted);
        sign(signed(), other_signer(), &Capacity::Reviewer { review: &review }, later()).expect("countersigned")
    });
    &COUNTERSIGNED
}

/// The small report with another record.
pub(super) fn with_record(record: &[u8]) -> Vec<u8> {
    let mut pdf = base_document();
    let stream = pdf.objects.values_mut().filter_map(|object| object.as_stream_mut().ok());
    let embedded = stream.into_iter().find(|stream| stream.dict.has_type(b"EmbeddedFile")).expect("a record");
    embedded.set_plain_content(record.to_vec());
    saved(pdf)
}
