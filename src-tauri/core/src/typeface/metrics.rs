//! What a font says about itself, read once per face.

use std::collections::HashMap;
use std::sync::OnceLock;

use allsorts::binary::read::ReadScope;
use allsorts::error::{ParseError, ReadWriteError};
use allsorts::font::read_cmap_subtable;
use allsorts::font_data::FontData;
use allsorts::tables::cmap::Cmap;
use allsorts::tables::{FontTableProvider, HeadTable, HheaTable, HmtxTable, MaxpTable};
use allsorts::tag;

use super::{Face, Glyph};

/// Coverage and measures of one face. A face whose tables could not be read covers nothing, so that every text in
/// it is refused; the tests hold the embedded files against that.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    pub(super) units_per_em: u16,
    pub(super) ascent: i16,
    pub(super) descent: i16,
    pub(super) bounds: [i16; 4],
    glyphs: HashMap<char, Glyph>,
}

impl Metrics {
    pub(super) fn glyph(&self, character: char) -> Option<Glyph> {
        self.glyphs.get(&character).copied()
    }
}

/// Each face is read when it is first asked: those for East Asia are large, and few texts need them.
pub(super) fn of(face: Face) -> &'static Metrics {
    static METRICS: [OnceLock<Metrics>; Face::ALL.len()] = [const { OnceLock::new() }; Face::ALL.len()];
    METRICS[face as usize].get_or_init(|| read(face.program()).unwrap_or_default())
}

fn read(program: &[u8]) -> Result<Metrics, ReadWriteError> {
    let font = ReadScope::new(program).read::<FontData<'_>>()?;
    let tables = font.table_provider(0)?;
    let head_data = tables.read_table_data(tag::HEAD)?;
    let head = ReadScope::new(&head_data).read::<HeadTable>()?;
    let hhea_data = tables.read_table_data(tag::HHEA)?;
    let hhea = ReadScope::new(&hhea_data).read::<HheaTable>()?;
    let maxp_data = tables.read_table_data(tag::MAXP)?;
    let maxp = ReadScope::new(&maxp_data).read::<MaxpTable>()?;
    let hmtx_data = tables.read_table_data(tag::HMTX)?;
    let hmtx = ReadScope::new(&hmtx_data)
        .read_dep::<HmtxTable<'_>>((usize::from(maxp.num_glyphs), usize::from(hhea.num_h_metrics)))?;
    let cmap_data = tables.read_table_data(tag::CMAP)?;
    let cmap = ReadScope::new(&cmap_data).read::<Cmap<'_>>()?;
    let (_, subtable) = read_cmap_subtable(&cmap)?.ok_or(ParseError::UnsuitableCmap)?;

    let mut glyphs = HashMap::new();
    subtable.mappings_fn(|code, id| {
        if let (Some(character), Ok(advance)) = (char::from_u32(code), hmtx.horizontal_advance(id)) {
            glyphs.insert(character, Glyph { id, advance });
        }
    })?;
    Ok(Metrics {
        units_per_em: head.units_per_em,
        ascent: hhea.ascender,
        descent: hhea.descender,
        bounds: [head.x_min, head.y_min, head.x_max, head.y_max],
        glyphs,
    })
}
