//! What a report is made of: from the trailer on, every dictionary has a kind, and every kind has its keys. There is
//! no place for scripts, actions, layers, other annotations, forms or files, and nothing that cannot be reached.
//!
//! A later version that writes more adds to these lists; nothing is ever taken from them.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object};

use super::super::super::document::Pdf;
use super::super::super::{Checked, Field, Problem};
use Kind::{
    Appearances, Attribute, Catalog, Composite, Content, Descendant, Descriptor, Embedded, EmbeddedFile, File,
    FileNames, FontNames, Form, Info, Mark, Metadata, Names, Nothing, Outline, Page, Pages, Parameters, Plain,
    Preferences, Program, Resources, Structure, StructureNumbers, SystemInfo, Trailer, Widget,
};

/// What a dictionary or a stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No dictionary: a number, a name, a string, or a list of these.
    Plain,
    Trailer,
    Catalog,
    Info,
    Pages,
    Page,
    Resources,
    FontNames,
    Composite,
    Descendant,
    SystemInfo,
    Descriptor,
    Program,
    Content,
    Metadata,
    Outline,
    Names,
    FileNames,
    File,
    EmbeddedFile,
    Embedded,
    Parameters,
    Structure,
    StructureNumbers,
    Attribute,
    Mark,
    Preferences,
    Form,
    Widget,
    Appearances,
    Drawing,
    /// A dictionary without any keys.
    Nothing,
}

/// The keys of a kind, with what stands under them. Lists are passed through: their items are of the kind.
fn keys(kind: Kind) -> &'static [(&'static str, Kind)] {
    match kind {
        Plain | Nothing | FontNames => &[],
        Trailer => &[("Size", Plain), ("Root", Catalog), ("Info", Info), ("ID", Plain)],
        Catalog => &[
            ("Type", Plain),
            ("Pages", Pages),
            ("PageLayout", Plain),
            ("PageMode", Plain),
            ("Lang", Plain),
            ("ViewerPreferences", Preferences),
            ("Metadata", Metadata),
            ("Outlines", Outline),
            ("Names", Names),
            ("AF", File),
            ("StructTreeRoot", Structure),
            ("MarkInfo", Mark),
            ("AcroForm", Form),
        ],
        Info => &[
            ("Title", Plain),
            ("Author", Plain),
            ("Subject", Plain),
            ("Creator", Plain),
            ("Producer", Plain),
            ("CreationDate", Plain),
            ("ModDate", Plain),
        ],
        Pages => &[("Type", Plain), ("Count", Plain), ("Kids", Page)],
        Page => &[
            ("Type", Plain),
            ("Parent", Pages),
            ("MediaBox", Plain),
            ("TrimBox", Plain),
            ("CropBox", Plain),
            ("Resources", Resources),
            ("Contents", Content),
            ("Annots", Widget),
            ("StructParents", Plain),
            ("Tabs", Plain),
        ],
        Resources => &[("Font", FontNames), ("XObject", Nothing), ("ExtGState", Nothing), ("Shading", Nothing)],
        Composite => &[
            ("Type", Plain),
            ("Subtype", Plain),
            ("BaseFont", Plain),
            ("Encoding", Plain),
            ("ToUnicode", Content),
            ("DescendantFonts", Descendant),
        ],
        Descendant => &[
            ("Type", Plain),
            ("Subtype", Plain),
            ("BaseFont", Plain),
            ("CIDSystemInfo", SystemInfo),
            ("W", Plain),
            ("DW", Plain),
            ("FontDescriptor", Descriptor),
            ("CIDToGIDMap", Content),
        ],
        SystemInfo => &[("Registry", Plain), ("Ordering", Plain), ("Supplement", Plain)],
        Descriptor => &[
            ("Type", Plain),
            ("FontName", Plain),
            ("Ascent", Plain),
            ("Descent", Plain),
            ("CapHeight", Plain),
            ("ItalicAngle", Plain),
            ("Flags", Plain),
            ("StemV", Plain),
            ("FontBBox", Plain),
            ("FontFile2", Program),
        ],
        Program => &[("Length", Plain), ("Length1", Plain), ("Filter", Plain)],
        Content => &[("Length", Plain), ("Filter", Plain)],
        Metadata => &[("Type", Plain), ("Subtype", Plain), ("Length", Plain)],
        Outline => &[
            ("Type", Plain),
            ("Title", Plain),
            ("Dest", Page),
            ("Parent", Outline),
            ("Prev", Outline),
            ("Next", Outline),
            ("First", Outline),
            ("Last", Outline),
            ("Count", Plain),
        ],
        Names => &[("EmbeddedFiles", FileNames)],
        FileNames => &[("Names", File)],
        File => &[
            ("Type", Plain),
            ("F", Plain),
            ("UF", Plain),
            ("Desc", Plain),
            ("AFRelationship", Plain),
            ("EF", EmbeddedFile),
        ],
        EmbeddedFile => &[("F", Embedded), ("UF", Embedded)],
        Embedded => {
            &[("Type", Plain), ("Subtype", Plain), ("Params", Parameters), ("Length", Plain), ("Filter", Plain)]
        }
        Parameters => &[("Size", Plain), ("ModDate", Plain)],
        Structure => &[
            ("Type", Plain),
            ("S", Plain),
            ("P", Structure),
            ("K", Structure),
            ("Pg", Page),
            ("Alt", Plain),
            ("A", Attribute),
            ("MCID", Plain),
            ("ParentTree", StructureNumbers),
            ("ParentTreeNextKey", Plain),
        ],
        StructureNumbers => &[("Nums", Structure)],
        Attribute => &[("O", Plain), ("Scope", Plain)],
        Mark => &[("Marked", Plain)],
        Preferences => &[("DisplayDocTitle", Plain)],
        Form => &[("Fields", Widget), ("SigFlags", Plain)],
        Widget => &[
            ("Type", Plain),
            ("Subtype", Plain),
            ("FT", Plain),
            ("T", Plain),
            ("TU", Plain),
            ("Rect", Plain),
            ("F", Plain),
            ("P", Page),
            ("AP", Appearances),
        ],
        Appearances => &[("N", Kind::Drawing)],
        Kind::Drawing => &[
            ("Type", Plain),
            ("Subtype", Plain),
            ("BBox", Plain),
            ("Resources", Resources),
            ("Length", Plain),
            ("Filter", Plain),
        ],
    }
}

/// Holds a report whose objects have these numbers against its shape.
pub(super) fn check(pdf: &Pdf<'_>, numbers: &BTreeSet<u32>) -> Checked<()> {
    let mut walk = Walk { pdf, met: BTreeMap::new(), open: Vec::new() };
    walk.dictionary(pdf.trailer(), Trailer)?;
    while let Some((object, kind)) = walk.open.pop() {
        walk.object(object, kind)?;
    }
    if walk.met.keys().ne(numbers) {
        return Err(refuse("holds objects that nothing uses"));
    }
    let count = |kind| walk.met.values().filter(|met| **met == kind).count();
    if count(Widget) != Field::ALL.len() || count(Embedded) != 1 || count(File) != 1 {
        return Err(refuse("holds other fields or files than its own"));
    }
    let of_kind =
        |kind| walk.met.iter().filter(move |(_, met)| **met == kind).filter_map(|(it, _)| pdf.dictionary(*it));
    if !of_kind(Page).all(is_whole) {
        return Err(refuse("has a page that is not shown whole"));
    }
    if !of_kind(Widget).all(|it| it.get(b"F").and_then(Object::as_i64).is_ok_and(|flags| flags == PRINTED)) {
        return Err(refuse("has a field that is not printed"));
    }
    Ok(())
}

/// Holds what a signature draws, the form with this number, against the same shape; the numbers of its objects.
pub(super) fn drawing(pdf: &Pdf<'_>, form: u32) -> Checked<BTreeSet<u32>> {
    let drawing = pdf.object(form).ok_or_else(|| refuse("refers to an object that it lacks"))?;
    let met = BTreeMap::from([(form, Kind::Drawing)]);
    let mut walk = Walk { pdf, met, open: vec![(drawing, Kind::Drawing)] };
    while let Some((object, kind)) = walk.open.pop() {
        walk.object(object, kind)?;
    }
    Ok(walk.met.into_keys().collect())
}

/// The flags of an annotation that is shown and printed (ISO 32000-1, table 165).
const PRINTED: i64 = 4;

/// Whether nothing of the page is cut away.
fn is_whole(page: &Dictionary) -> bool {
    let whole = page.get(b"MediaBox").ok();
    [b"TrimBox".as_slice(), b"CropBox"].into_iter().all(|key| page.get(key).is_ok_and(|found| Some(found) == whole))
}

struct Walk<'a, 'b> {
    pdf: &'a Pdf<'b>,
    /// The objects that were reached, by what they are.
    met: BTreeMap<u32, Kind>,
    open: Vec<(&'a Object, Kind)>,
}

impl<'a> Walk<'a, '_> {
    fn object(&mut self, object: &'a Object, kind: Kind) -> Checked<()> {
        match object {
            Object::Reference((number, 0)) => {
                let target = self.pdf.object(*number).ok_or_else(|| refuse("refers to an object that it lacks"))?;
                match self.met.insert(*number, kind) {
                    None => self.open.push((target, kind)),
                    Some(before) if before == kind => (),
                    Some(_) => return Err(refuse("uses an object for two purposes")),
                }
                Ok(())
            }
            Object::Reference(_) => Err(refuse("refers to an object of another generation")),
            Object::Array(items) => {
                self.open.extend(items.iter().map(|item| (item, kind)));
                Ok(())
            }
            Object::Dictionary(dictionary) => self.dictionary(dictionary, kind),
            Object::Stream(stream) => self.dictionary(&stream.dict, kind),
            _ => Ok(()),
        }
    }

    fn dictionary(&mut self, dictionary: &'a Dictionary, kind: Kind) -> Checked<()> {
        for (key, value) in dictionary {
            let known = keys(kind).iter().find(|(known, _)| known.as_bytes() == key).map(|(_, kind)| *kind);
            let inside = if kind == FontNames { Some(Composite) } else { known };
            let Some(inside) = inside else {
                let key = String::from_utf8_lossy(key).escape_default().to_string();
                return Err(refuse(&format!("has the entry {key} where no report has one")));
            };
            if key == b"Filter" && !value.as_name().is_ok_and(|filter| filter == b"FlateDecode") {
                return Err(refuse("is compressed as no report is"));
            }
            self.open.push((value, inside));
        }
        match kind {
            Plain => Err(refuse("has a dictionary where no report has one")),
            _ => Ok(()),
        }
    }
}

fn refuse(what: &str) -> Problem {
    Problem::new("structure", format!("The report below the signatures {what}."))
}
