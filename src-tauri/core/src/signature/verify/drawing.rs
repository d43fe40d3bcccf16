//! What a signature's appearance may be made of: text in its own fonts, lines and areas.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Object, Stream};

use super::super::{Checked, Problem};

/// Graphics state, colours, rectangles, and text; no images, no other forms, no clipping, no marked content.
const OPERATORS: [&str; 12] = ["q", "Q", "w", "rg", "RG", "re", "f", "S", "BT", "ET", "Td", "Tf"];
const SHOW_TEXT: &str = "Tj";

/// Holds the form XObject with this number against the widget's size.
pub(super) fn check(objects: &BTreeMap<u32, Object>, form: u32, [width, height]: [f32; 2]) -> Checked<()> {
    let form =
        objects.get(&form).and_then(|object| object.as_stream().ok()).ok_or_else(|| refuse("is not a drawing"))?;
    let keys: Vec<&[u8]> = form.dict.iter().map(|(key, _)| key.as_slice()).collect();
    let expected: [&[u8]; 5] = [b"Type", b"Subtype", b"BBox", b"Resources", b"Length"];
    if keys != expected || !is_name(&form.dict, b"Type", b"XObject") || !is_name(&form.dict, b"Subtype", b"Form") {
        return Err(refuse("is not a plain form XObject"));
    }
    let bounds = [Object::Integer(0), Object::Integer(0), Object::Real(width), Object::Real(height)];
    if form.dict.get(b"BBox").and_then(Object::as_array).is_ok_and(|found| found[..] == bounds) {
        fonts(objects, form)?;
        operators(form)
    } else {
        Err(refuse("does not fill its field"))
    }
}

fn fonts(objects: &BTreeMap<u32, Object>, form: &Stream) -> Checked<()> {
    let resources = form.dict.get(b"Resources").and_then(Object::as_dict).ok().filter(|found| found.len() == 1);
    let fonts = resources.and_then(|resources| resources.get(b"Font").and_then(Object::as_dict).ok());
    let is_own_font = |font: &Object| {
        let font = font.as_reference().ok().and_then(|(number, _)| objects.get(&number));
        font.and_then(|font| font.as_dict().ok()).is_some_and(|font| is_name(font, b"Subtype", b"Type0"))
    };
    if fonts.is_some_and(|fonts| fonts.iter().all(|(_, font)| is_own_font(font))) {
        Ok(())
    } else {
        Err(refuse("uses something else than its own fonts"))
    }
}

fn operators(form: &Stream) -> Checked<()> {
    let content = Content::decode(&form.content).map_err(|_| refuse("can't be read"))?;
    let strange = content
        .operations
        .iter()
        .find(|operation| operation.operator != SHOW_TEXT && !OPERATORS.contains(&operation.operator.as_str()));
    match strange {
        None => Ok(()),
        Some(operation) => Err(refuse(&format!("uses the operator {}", operation.operator.escape_default()))),
    }
}

fn is_name(dictionary: &Dictionary, key: &[u8], value: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|name| name == value)
}

fn refuse(what: &str) -> Problem {
    Problem::new("appearance", format!("The signature's appearance {what}."))
}
