//! What a signed revision may change: its own field, and the catalog's `/Perms` if it certifies.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, decode_text_string, dictionary};

use super::super::document::{FormField, Pdf};
use super::super::record::Record;
use super::super::revision::{self, Draft};
use super::super::words::Words;
use super::super::{Checked, Field, Problem, review, sign};
use super::{Signed, base, drawing};

/// Holds the revision that reaches from the end of `below` to the end of `above` against what its signer may do.
pub(super) fn check(below: &Pdf<'_>, above: &Pdf<'_>, signed: &Signed<'_>, record: &Record) -> Checked<()> {
    let numbers = above.numbers_from(below.bytes().len());
    let objects: Option<BTreeMap<u32, Object>> =
        numbers.iter().map(|number| Some((*number, above.object(*number)?.clone()))).collect();
    let objects = objects.ok_or_else(|| refuse("lacks an object that it lists"))?;
    written_as_we_write(below, &objects, above.bytes(), signed)?;

    let field_below =
        below.field(signed.field).ok_or_else(|| refuse("signs a field that the report was not made with"))?;
    let field_above = above.field(signed.field).ok_or_else(|| refuse("removes its own field"))?;
    if field_below.is_filled() || field_above.number != field_below.number {
        return Err(refuse("signs a field that was filled before"));
    }
    let drawn = appearance(below, field_below, field_above, signed.covered.number)?;
    let mut changed = BTreeSet::from([field_below.number]);
    if signed.field == Field::Assessor {
        changed.insert(permissions(below, above, signed.covered.number)?);
    }
    let words = dictionary(signed)?;

    let mut added = base::drawing(above, drawn)?;
    added.insert(signed.covered.number);
    let first = below.next_number();
    let listed: BTreeSet<u32> = numbers.into_iter().collect();
    let follow_each_other = added.iter().zip(0..).all(|(number, place)| number.checked_sub(first) == Some(place));
    if listed != changed.union(&added).copied().collect() || !follow_each_other {
        return Err(refuse("holds or changes objects that have nothing to do with the signature"));
    }
    let size = field_below.size().ok_or_else(|| refuse("signs a field without a rectangle"))?;
    drawing::check(above, drawn, size, &words.say(&signed.facts(record)))
}

/// Writes the revision again from its objects, and accepts no other bytes.
fn written_as_we_write(
    below: &Pdf<'_>,
    objects: &BTreeMap<u32, Object>,
    after: &[u8],
    signed: &Signed<'_>,
) -> Checked<()> {
    let contents = super::coverage::contents(signed.covered.dictionary).unwrap_or_default();
    let written = Draft::new(below.as_base(), objects, signed.covered.number).and_then(|draft| draft.fill(contents));
    if written.is_ok_and(|written| written == after) {
        Ok(())
    } else {
        Err(refuse("holds more or other bytes than the objects it is made of"))
    }
}

/// The field gains `/V` and `/AP` and nothing else; the number of what it draws.
fn appearance(below: &Pdf<'_>, before: FormField<'_>, after: FormField<'_>, signature: u32) -> Checked<u32> {
    let next = below.next_number();
    if !equal_without(before.dictionary, after.dictionary, &[b"V", b"AP"]) || after.value() != Some(signature) {
        return Err(refuse("changes more of its field than value and appearance"));
    }
    let drawn = after.dictionary.get(b"AP").and_then(Object::as_dict).ok().filter(|states| states.len() == 1);
    match drawn.map(|states| states.get(b"N").and_then(Object::as_reference)) {
        Some(Ok((number, 0))) if number >= next => Ok(number),
        _ => Err(refuse("has no appearance of its own")),
    }
}

/// The catalog gains `/Perms` and nothing else; its number.
fn permissions(below: &Pdf<'_>, above: &Pdf<'_>, signature: u32) -> Checked<u32> {
    let (number, before) = below.catalog().ok_or_else(|| refuse("lies on top of a PDF without a catalog"))?;
    let (_, after) = above.catalog().ok_or_else(|| refuse("has no catalog"))?;
    let expected = dictionary! { "DocMDP" => Object::Reference((signature, 0)) };
    let granted = after.get(b"Perms").and_then(Object::as_dict).is_ok_and(|granted| *granted == expected);
    if before.has(b"Perms") || !granted || !equal_without(before, after, &[b"Perms"]) {
        let message = "The assessor's signature does not certify the report, or changes its catalog otherwise.";
        return Err(Problem::new("certification", message));
    }
    Ok(number)
}

/// The signature dictionary says what certificate, `/M` and review say, and nothing else; the words that it was signed
/// with.
fn dictionary(signed: &Signed<'_>) -> Checked<&'static Words> {
    let found = signed.covered.dictionary;
    let meaning = found.get(b"Reason").ok().and_then(|reason| decode_text_string(reason).ok()).unwrap_or_default();
    let words = Words::with_meaning(signed.part(), &meaning)
        .ok_or_else(|| refuse("means something else than a report's signature does"))?;
    let review = signed.review.as_ref().and_then(review::write);
    let mut expected = sign::dictionary(&signed.container.chain.holder().name, &meaning, review.as_deref(), signed.at);
    for key in ["ByteRange", "Contents"] {
        expected.set(key, found.get(key.as_bytes()).cloned().unwrap_or(Object::Null));
    }
    if equal_without(found, &expected, &[]) {
        Ok(words)
    } else {
        Err(refuse("says something else than its certificate, or more than a report's signature says"))
    }
}

/// Compares as written, because the same string can be read from two notations.
fn equal_without(one: &Dictionary, other: &Dictionary, keys: &[&[u8]]) -> bool {
    let rest = |dictionary: &Dictionary| {
        let mut dictionary = dictionary.clone();
        for key in keys {
            dictionary.remove(key);
        }
        revision::to_bytes(&Object::Dictionary(dictionary))
    };
    rest(one) == rest(other)
}

fn refuse(what: &str) -> Problem {
    Problem::new("revision", format!("The signed revision {what}."))
}
