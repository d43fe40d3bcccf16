//! The two certificates of an identity that is made here: a root, and the leaf that it issued to the signer.
//!
//! The root has path length 0 and its key was thrown away once the leaf was issued. Whoever imports the root into a
//! PDF viewer so trusts one signer, not a certificate authority on somebody's laptop. What is read back has to be what
//! would be issued.

use std::fmt;
use std::time::Duration;

use const_oid::ObjectIdentifier;
use const_oid::db::rfc4519::{COMMON_NAME, ORGANIZATION_NAME};
use const_oid::db::rfc5280::ID_KP_EMAIL_PROTECTION;
use der::asn1::{Any, BitString, SetOfVec};
use der::referenced::OwnedToRef;
use der::{DateTime, Decode, Encode, Tag};
use jiff::{Timestamp, ToSpan, Unit};
use p256::ecdsa::{SigningKey, VerifyingKey};
use x509_cert::Certificate;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder, CertificateBuilder};
use x509_cert::certificate::{TbsCertificate, Version};
use x509_cert::ext::pkix::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectKeyIdentifier,
};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::time::{Time, Validity};

use super::Checked;
use super::certificates::{Holder, problem};
use super::ecdsa::{Curve, Judgement, PrivateKey, PublicKey};
use crate::error::{Error, Result};

/// How long a leaf is valid.
const YEARS: i32 = 10;
/// `id-kp-documentSigning` (RFC 9336).
const DOCUMENT_SIGNING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.36");
/// Said after the holder's name in the root's, so that lists of trusted certificates show what it is.
const ROOT_SUFFIX: &str = " (Vouchsafe root)";

/// Issues a leaf and its root. `root_key` is not needed ever after.
pub(super) fn issue(
    holder: &Holder,
    from: Timestamp,
    root_key: &SigningKey,
    leaf_key: &VerifyingKey,
    serials: [[u8; 16]; 2],
) -> Result<[Certificate; 2]> {
    let failed = |error: &dyn fmt::Display| Error::internal(format!("no certificate could be made: {error}"));
    let validity = validity_from(from)
        .ok_or_else(|| Error::refused(format!("The clock says {from}, for which no certificate can be made.")))?;
    let names = Names::of(holder).map_err(|error| failed(&error))?;
    let issue = |subject: Subject, key: &VerifyingKey, serial: &[u8; 16]| {
        let key = SubjectPublicKeyInfoOwned::from_key(key).map_err(|error| failed(&error))?;
        let profile = Profile { subject, names: names.clone() };
        let serial = positive_serial(serial).map_err(|error| failed(&error))?;
        let mut builder = CertificateBuilder::new(profile, serial, validity, key).map_err(|error| failed(&error))?;
        let body = builder.finalize(root_key).map_err(|error| failed(&error))?;
        let signature = BitString::from_bytes(&PrivateKey::P256(root_key.clone()).sign(&body));
        builder.assemble(signature.map_err(|error| failed(&error))?, root_key).map_err(|error| failed(&error))
    };
    let root = issue(Subject::Root, root_key.verifying_key(), &serials[0])?;
    let leaf = issue(Subject::Leaf, leaf_key, &serials[1])?;
    Ok([leaf, root])
}

/// Whether a leaf says that it was made by this program. Then its profile is this one, and no other will do.
pub(super) fn is_claimed_by(leaf: &Certificate) -> bool {
    let issuer = leaf.tbs_certificate().issuer().common_name();
    issuer.is_ok_and(|name| name.is_some_and(|name| name.value().ends_with(ROOT_SUFFIX)))
}

/// Holds a leaf and its root against the profile.
pub(super) fn check(holder: &Holder, leaf: &Certificate, root: &Certificate) -> Checked<()> {
    let names = Names::of(holder).map_err(|_| problem("The signer's certificate can't be read.".to_owned()))?;
    let root_key = key_of(root, "root")?;
    key_of(leaf, "signer's")?;
    Subject::Root.check(root, root, &root_key, &names)?;
    Subject::Leaf.check(leaf, root, &root_key, &names)
}

/// Which of the two a certificate is.
#[derive(Clone, Copy)]
enum Subject {
    Root,
    Leaf,
}

impl Subject {
    /// Exactly these stand in a certificate, in this order.
    fn extensions(
        self,
        own: SubjectPublicKeyInfoRef<'_>,
        issuer: SubjectPublicKeyInfoRef<'_>,
        name: &Name,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        let subject_key = SubjectKeyIdentifier::try_from(own)?.to_extension(name, &[])?;
        Ok(match self {
            Self::Root => vec![
                BasicConstraints { ca: true, path_len_constraint: Some(0) }.to_extension(name, &[])?,
                KeyUsage(KeyUsages::KeyCertSign.into()).to_extension(name, &[])?,
                subject_key,
            ],
            Self::Leaf => vec![
                AuthorityKeyIdentifier::try_from(issuer)?.to_extension(name, &[])?,
                subject_key,
                KeyUsage(KeyUsages::DigitalSignature | KeyUsages::NonRepudiation).to_extension(name, &[])?,
                ExtendedKeyUsage(vec![DOCUMENT_SIGNING, ID_KP_EMAIL_PROTECTION]).to_extension(name, &[])?,
            ],
        })
    }

    fn check(self, certificate: &Certificate, root: &Certificate, root_key: &PublicKey, names: &Names) -> Checked<()> {
        let (what, name) = match self {
            Self::Root => ("root", &names.root),
            Self::Leaf => ("signer's", &names.leaf),
        };
        let refuse = |why: &str| Err(problem(format!("The {what} certificate {why}.")));
        let body = certificate.tbs_certificate();
        let key = body.subject_public_key_info().owned_to_ref();
        let issuer_key = root.tbs_certificate().subject_public_key_info().owned_to_ref();
        if body.version() != Version::V3
            || *certificate.signature_algorithm() != Curve::P256.signature_algorithm()
            || *body.signature() != Curve::P256.signature_algorithm()
        {
            return refuse("is not an X.509 certificate of version 3 signed with ECDSA and SHA-256");
        }
        if body.subject() != name || *body.issuer() != names.root {
            return refuse("has other names than the signer's and the root's");
        }
        if body.issuer_unique_id().is_some()
            || body.subject_unique_id().is_some()
            || self.extensions(key, issuer_key, name).ok().as_ref() != body.extensions()
        {
            return refuse("has other extensions or uses than a report's signer has");
        }
        if body.validity() != root.tbs_certificate().validity() {
            return refuse("is not valid for the same time as the root");
        }
        let verified = body.to_der().is_ok_and(|message| {
            certificate
                .signature()
                .as_bytes()
                .is_some_and(|signature| root_key.judge(&message, signature) == Judgement::Holds)
        });
        if verified { Ok(()) } else { refuse("was not issued by the root that stands beside it") }
    }
}

/// The subjects of both certificates.
#[derive(Clone)]
struct Names {
    root: Name,
    leaf: Name,
}

impl Names {
    fn of(holder: &Holder) -> der::Result<Self> {
        let organisation = holder.organisation.as_deref();
        Ok(Self {
            root: distinguished_name(&format!("{}{ROOT_SUFFIX}", holder.name), organisation)?,
            leaf: distinguished_name(&holder.name, organisation)?,
        })
    }
}

struct Profile {
    subject: Subject,
    names: Names,
}

impl BuilderProfile for Profile {
    fn get_issuer(&self, _subject: &Name) -> Name {
        self.names.root.clone()
    }

    fn get_subject(&self) -> Name {
        match self.subject {
            Subject::Root => self.names.root.clone(),
            Subject::Leaf => self.names.leaf.clone(),
        }
    }

    fn build_extensions(
        &self,
        own: SubjectPublicKeyInfoRef<'_>,
        issuer: SubjectPublicKeyInfoRef<'_>,
        body: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        self.subject.extensions(own, issuer, body.subject())
    }
}

/// Organisation and common name as UTF-8 strings. It is put together in DER because the text form that the library
/// reads would have to be escaped first.
fn distinguished_name(common_name: &str, organisation: Option<&str>) -> der::Result<Name> {
    let attribute = |oid, value: &str| -> der::Result<RelativeDistinguishedName> {
        let value = Any::new(Tag::Utf8String, value.as_bytes())?;
        Ok(SetOfVec::try_from(vec![AttributeTypeAndValue { oid, value }])?.into())
    };
    let organisation = organisation.map(|organisation| attribute(ORGANIZATION_NAME, organisation)).transpose()?;
    let parts: Vec<_> = organisation.into_iter().chain([attribute(COMMON_NAME, common_name)?]).collect();
    Name::from_der(&RdnSequence::from(parts).to_der()?)
}

fn key_of(certificate: &Certificate, what: &str) -> Checked<PublicKey> {
    PublicKey::of(certificate.tbs_certificate().subject_public_key_info())
        .filter(|key| key.curve() == Curve::P256)
        .ok_or_else(|| problem(format!("The {what} certificate's key is not one on the curve P-256.")))
}

fn validity_from(from: Timestamp) -> Option<Validity> {
    let until = from.to_zoned(jiff::tz::TimeZone::UTC).checked_add(YEARS.years()).ok()?.timestamp();
    let time = |timestamp: Timestamp| {
        let seconds = timestamp.round(Unit::Second).ok()?.as_second();
        Some(Time::from(DateTime::from_unix_duration(Duration::from_secs(u64::try_from(seconds).ok()?)).ok()?))
    };
    Some(Validity::new(time(from)?, time(until)?))
}

/// Serial numbers are positive and of one length (RFC 5280, 4.1.2.2).
fn positive_serial(random: &[u8; 16]) -> der::Result<SerialNumber> {
    let mut bytes = *random;
    bytes[0] = bytes[0] & 0x7F | 0x40;
    SerialNumber::new(&bytes)
}
