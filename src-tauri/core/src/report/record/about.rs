//! What a report's file says of itself in lists of files, in the words of format 1.

use unicode_normalization::UnicodeNormalization;

use super::{Record, words};
use crate::domain::moment::Moment;
use crate::domain::profile::Profile;
use crate::error::{Error, Result};

/// The language of the report's own words.
pub(in crate::report) const LANGUAGE: &str = "en-GB";

/// What a file says of itself.
pub(in crate::report) struct About {
    pub(in crate::report) title: String,
    pub(in crate::report) author: String,
    pub(in crate::report) subject: String,
    pub(in crate::report) program: String,
    pub(in crate::report) issued_at: Moment,
    id: String,
    rights: String,
}

impl About {
    /// What the file of this record says of itself.
    ///
    /// # Errors
    /// If the record does not say when it was made.
    pub(in crate::report) fn of(record: &Record) -> Result<Self> {
        let report = &record.report;
        let profile = Profile::from_name(&report.profile).unwrap_or_default();
        let issued_at = Moment::parse(&report.issued_at)
            .ok_or_else(|| Error::refused(format!("The report’s date “{}” can’t be read.", report.issued_at)))?;
        Ok(Self {
            title: words::title(&record.candidate.name, &subject(record)).nfc().collect(),
            author: record.assessor.name.clone(),
            subject: format!("Skills assessment report {}, version {}, {}", report.id, report.version, profile.label()),
            program: report.program.clone(),
            issued_at,
            id: report.id.clone(),
            rights: report.confidentiality.clone(),
        })
    }

    /// The same as XMP.
    pub(in crate::report) fn xmp(&self) -> String {
        format!(
            r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <dc:format>application/pdf</dc:format>
   <dc:identifier>{id}</dc:identifier>
   <dc:language><rdf:Bag><rdf:li>{LANGUAGE}</rdf:li></rdf:Bag></dc:language>
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
            id = escaped(&self.id),
            title = escaped(&self.title),
            author = escaped(&self.author),
            subject = escaped(&self.subject),
            rights = escaped(&self.rights),
            program = escaped(&self.program),
            date = self.issued_at,
        )
    }
}

/// The skills with what is awarded on each.
pub(super) fn subject(record: &Record) -> String {
    words::subject(
        record
            .assessments
            .iter()
            .map(|assessment| (&*assessment.definition.code, &*assessment.definition.name, assessment.awarded_level)),
    )
}

/// A date string (ISO 32000-1, 7.9.4), such as `D:20260302093000+01'00'`.
pub(in crate::report) fn date(moment: Moment) -> String {
    let offset = moment.offset().seconds();
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    let wall = moment.offset().to_datetime(moment.instant());
    format!("D:{}{sign}{:02}'{:02}'", wall.strftime("%Y%m%d%H%M%S"), minutes / 60, minutes % 60)
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
