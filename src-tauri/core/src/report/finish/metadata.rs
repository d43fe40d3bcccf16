//! What a PDF says about itself: the information dictionary and XMP.

use lopdf_printpdf::{Dictionary, Document, Object, Stream, text_string};

use super::{dictionary, name};
use crate::domain::moment::Moment;
use crate::report::content::Content;
use crate::report::shown::Shown;

/// The document's information dictionary.
pub(super) fn info(shown: &Shown<'_>, content: &Content) -> Dictionary {
    let date = Object::string_literal(date(shown.issued_at));
    dictionary([
        ("Title", text_string(&content.title)),
        ("Author", text_string(&shown.interview.assessor.name)),
        ("Subject", text_string(&subject(shown))),
        ("Creator", text_string(shown.program)),
        ("Producer", text_string(shown.program)),
        ("CreationDate", date.clone()),
        ("ModDate", date),
    ])
}

/// The same as XMP, uncompressed, so that tools that know no PDF find it.
pub(super) fn xmp(document: &mut Document, shown: &Shown<'_>, content: &Content) -> Object {
    let packet = format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <dc:format>application/pdf</dc:format>
   <dc:identifier>{id}</dc:identifier>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
   <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{rights}</rdf:li></rdf:Alt></dc:rights>
   <xmp:CreatorTool>{program}</xmp:CreatorTool>
   <xmp:CreateDate>{date}</xmp:CreateDate>
   <xmp:ModifyDate>{date}</xmp:ModifyDate>
   <xmp:MetadataDate>{date}</xmp:MetadataDate>
   <pdf:Producer>{program}</pdf:Producer>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#,
        bom = '\u{FEFF}',
        id = escaped(shown.id),
        language = super::LANGUAGE,
        title = escaped(&content.title),
        author = escaped(&shown.interview.assessor.name),
        subject = escaped(&subject(shown)),
        rights = escaped(&shown.notices.confidentiality),
        program = escaped(shown.program),
        date = shown.issued_at,
    );
    let entries = dictionary([("Type", name("Metadata")), ("Subtype", name("XML"))]);
    Object::Reference(document.add_object(Stream::new(entries, packet.into_bytes()).with_compression(false)))
}

/// A date string (ISO 32000-1, 7.9.4), such as `D:20260302093000+01'00'`.
pub(super) fn date(moment: Moment) -> String {
    let offset = moment.offset().seconds();
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    let wall = moment.offset().to_datetime(moment.instant());
    format!("D:{}{sign}{:02}'{:02}'", wall.strftime("%Y%m%d%H%M%S"), minutes / 60, minutes % 60)
}

fn subject(shown: &Shown<'_>) -> String {
    format!("Skills assessment report {}, version {}, {}", shown.id, shown.version, shown.profile.label())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_carry_the_offset_of_the_wall_clock() {
        let date = |text| date(Moment::parse(text).expect("a moment"));
        assert_eq!(date("2026-03-02T09:30:00+01:00"), "D:20260302093000+01'00'");
        assert_eq!(date("2026-03-02T09:30:00-03:30"), "D:20260302093000-03'30'");
        assert_eq!(date("2026-03-02T09:30:00Z"), "D:20260302093000+00'00'");
    }
}
