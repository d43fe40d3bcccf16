//! What a signed field shows: who signed, in which role, meaning what, when, and with which key.

use lopdf::{Object, Stream, dictionary};

use super::fonts::Fonts;
use super::revision::Objects;
use super::words::{Facts, NEWEST, Said};
use crate::error::{Error, Result};
use crate::typeface::{Face, first_missing};

/// Points per millimetre.
pub(super) const MM: f32 = 72.0 / 25.4;
/// Text begins here, in mm from the left.
const LEFT: f32 = 4.0;
/// Clear space at the right, in mm.
const RIGHT: f32 = 2.0;
/// Where a baseline is below the top of its line box, in ems.
const BASELINE: f32 = 0.77;
/// The accent bar at the left, in mm.
pub(super) const BAR: f32 = 1.2;
/// The distance between groups of the fingerprint, in mm.
const GROUP_PITCH: f32 = 7.4;
const NAME_SIZES: [f32; 3] = [11.5, 10.5, 9.5];
const DATA: f32 = 8.5;
const LABEL: f32 = 7.5;

const WHITE: Colour = Colour(0xFF, 0xFF, 0xFF);
const INK: Colour = Colour(0x16, 0x19, 0x1B);
const SOFT: Colour = Colour(0x4A, 0x52, 0x56);
/// All that text is set in; dark, because it has to be read.
pub(super) const TEXT_COLOURS: [Colour; 2] = [INK, SOFT];
const RULE: Colour = Colour(0x8B, 0x94, 0x98);
const ACCENT: Colour = Colour(0x17, 0x49, 0x5A);

/// Adds the appearance to `objects`, for a widget of `width` × `height` points.
///
/// # Errors
/// If a character can't be drawn with the embedded fonts.
pub(super) fn draw(objects: &mut Objects, facts: &Facts<'_>, [width, height]: [f32; 2]) -> Result<lopdf::ObjectId> {
    let said = NEWEST.say(facts);
    let texts = [
        ("name", Face::SerifSemibold, facts.name),
        ("organisation", Face::SansRegular, facts.organisation.unwrap_or_default()),
    ];
    for (what, face, text) in texts {
        if let Some(missing) = first_missing(face, text) {
            return Err(Error::refused(format!(
                "{} can't sign: the {what} “{text}” holds {missing}, which cannot be printed. {}",
                facts.name,
                missing.advice()
            )));
        }
    }
    let lines = lines(&said, width / MM - LEFT - RIGHT);
    let fonts = Fonts::covering(lines.iter().map(|line| (line.face, line.text.as_str())))?;
    let content = paint(&lines, &fonts, [width, height])?;
    let resources = dictionary! { "Font" => fonts.embed(objects)? };
    Ok(objects.add(Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![Object::Integer(0), Object::Integer(0), Object::Real(width), Object::Real(height)],
            "Resources" => resources,
        },
        content.into_bytes(),
    )))
}

#[derive(Clone, Copy)]
pub(super) struct Colour(u8, u8, u8);

impl Colour {
    pub(super) fn operands(self) -> String {
        let [red, green, blue] = [self.0, self.1, self.2].map(|part| f32::from(part) / 255.0);
        format!("{red:.3} {green:.3} {blue:.3}")
    }
}

/// A line of text; measures in mm from the top left, size in points.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    x: f32,
    top: f32,
    face: Face,
    size: f32,
    soft: bool,
    text: String,
}

fn lines(said: &Said, room: f32) -> Vec<Line> {
    let line = |top, face, size, text: &str| Line { x: LEFT, top, face, size, soft: false, text: text.to_owned() };
    let mut lines = Vec::new();

    if let Some(size) = NAME_SIZES.into_iter().find(|size| fits(Face::SerifSemibold, *size, &said.name, room)) {
        lines.push(line(2.0, Face::SerifSemibold, size, &said.name));
        let has_room = fits(Face::SansRegular, DATA, &said.role_and_organisation, room);
        let role = if has_room { &said.role_and_organisation } else { &said.role };
        lines.push(line(7.1, Face::SansRegular, DATA, role));
    } else {
        let size = NAME_SIZES[NAME_SIZES.len() - 1];
        let tops = [1.2, 4.8];
        for (top, text) in tops.into_iter().zip(wrap(Face::SerifSemibold, size, &said.name, room, tops.len())) {
            lines.push(line(top, Face::SerifSemibold, size, &text));
        }
        lines.push(line(8.4, Face::SansRegular, DATA, &said.role));
    }
    let tops = [11.6, 15.6];
    for (top, text) in tops.into_iter().zip(wrap(Face::SerifItalic, DATA, &said.meaning, room, tops.len())) {
        lines.push(line(top, Face::SerifItalic, DATA, &text));
    }
    lines.push(line(20.2, Face::SansRegular, DATA, &said.signed));
    lines.push(Line { soft: true, ..line(24.9, Face::SansRegular, LABEL, &said.label) });
    for (top, groups) in [28.1, 32.2].into_iter().zip(said.groups.chunks(8)) {
        let xs = std::iter::successors(Some(LEFT), |x| Some(x + GROUP_PITCH));
        lines.extend(xs.zip(groups).map(|(x, group)| Line { x, ..line(top, Face::SansRegular, LABEL, group) }));
    }
    lines
}

/// What is painted below the text: a white area, a frame, and a bar of accent.
///
/// The verifier asks for exactly this, so that nothing can be painted that text does not stand out from.
pub(super) fn frame([width, height]: [f32; 2]) -> String {
    // The frame's line lies wholly inside the box, or a viewer would clip half of it.
    let inset = 0.25;
    format!(
        "q {} rg 0 0 {width} {height} re f {} RG 0.5 w {inset} {inset} {:.2} {:.2} re S {} rg 0 0 {:.2} {height} re f Q\n",
        WHITE.operands(),
        RULE.operands(),
        width - 2.0 * inset,
        height - 2.0 * inset,
        ACCENT.operands(),
        BAR * MM,
    )
}

fn paint(lines: &[Line], fonts: &Fonts, size: [f32; 2]) -> Result<String> {
    let mut content = frame(size);
    for line in lines {
        let y = size[1] - line.top * MM - BASELINE * line.size;
        let colour = if line.soft { SOFT } else { INK };
        let shown = fonts.show(line.face, line.size, &line.text)?;
        content.push_str(&format!("BT {} rg {:.2} {y:.2} Td {shown}ET\n", colour.operands(), line.x * MM));
    }
    Ok(content)
}

fn fits(face: Face, size: f32, text: &str, room: f32) -> bool {
    // Widths of lines are far below what an f32 holds exactly.
    let width = face.width(text) as f32 / 1000.0 * size / MM;
    width <= room
}

/// At most `limit` lines, broken at spaces; what doesn't fit ends in an ellipsis.
fn wrap(face: Face, size: f32, text: &str, room: f32, limit: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(last) if fits(face, size, &format!("{last} {word}"), room) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > limit {
        let rest = lines.split_off(limit - 1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| cut(face, size, line, room)).collect()
}

fn cut(face: Face, size: f32, text: &str, room: f32) -> String {
    if fits(face, size, text, room) {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    loop {
        kept.pop();
        let shorter = kept.iter().collect::<String>().trim_end().to_owned() + "…";
        if kept.is_empty() || fits(face, size, &shorter, room) {
            return shorter;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{identity, moment};
    use super::super::words::Part;
    use super::*;
    use crate::domain::review::Decision;

    const ROOM: f32 = 73.0;

    fn facts<'a>(part: Part, name: &'a str, organisation: Option<&'a str>) -> Facts<'a> {
        Facts { part, name, organisation, at: moment(), fingerprint: identity().fingerprint() }
    }

    fn drawn(facts: &Facts<'_>) -> Vec<Line> {
        let lines = lines(&NEWEST.say(facts), ROOM);
        for line in &lines {
            assert!(fits(line.face, line.size, &line.text, ROOM), "{line:?}");
        }
        for pair in lines.windows(2).filter(|pair| pair[0].x == pair[1].x) {
            assert!(pair[1].top - pair[0].top >= pair[0].size / MM, "{pair:?}");
        }
        lines
    }

    #[test]
    fn a_long_name_gets_smaller_and_then_takes_two_lines_without_the_organisation() {
        let drawn = |name| drawn(&facts(Part::Assessor, name, Some("Northwind Жук GmbH")));
        let usual = drawn("Lena Vogt");
        assert_eq!((usual[0].size, usual[1].text.as_str()), (11.5, "Assessor, Northwind Жук GmbH"));
        let longer = drawn("Maximiliane Freifrau von Hohenfels-Auen");
        assert!(longer[0].size < 11.5 && longer[0].text.ends_with("Auen"), "{longer:?}");
        let longest = drawn("Maximiliane Aurelia Freifrau von und zu Hohenfels-Bergheim-Rosenau");
        assert_eq!(longest[0].text, "Maximiliane Aurelia Freifrau von und zu");
        assert_eq!(longest[1].text, "Hohenfels-Bergheim-Rosenau");
        assert_eq!(longest[2].text, "Assessor");
    }

    #[test]
    fn what_does_not_fit_is_cut_and_shows_it() {
        let organisation = "Northwind ".repeat(20);
        let name = "Wolfeschlegelsteinhausenbergerdorff".repeat(5);
        let lines = drawn(&facts(Part::Assessor, &name, Some(&organisation)));
        assert_eq!(lines.iter().filter(|line| line.text.ends_with('…')).count(), 1, "{lines:?}");
    }

    #[test]
    fn the_meaning_is_never_cut() {
        for part in [Part::Assessor, Part::Reviewer(Decision::Accepted), Part::Reviewer(Decision::Returned)] {
            let lines = drawn(&facts(part, "Lena Vogt", None));
            let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            assert!(text.join(" ").contains(NEWEST.meaning(part)), "{text:?}");
        }
    }

    #[test]
    fn characters_without_a_glyph_are_refused_with_their_place() {
        let mut objects = Objects::from(1);
        let refused = draw(&mut objects, &facts(Part::Assessor, "Lena שרה", None), [223.94, 102.05]);
        let refused = refused.expect_err("no Hebrew is embedded");
        assert!(refused.message().contains("“ש” (U+05E9, Hebrew), its character 6"), "{refused}");
    }

    #[test]
    fn names_are_drawn_in_the_scripts_of_east_asia() {
        let mut objects = Objects::from(1);
        for name in ["山田 太郎", "王小明", "김서연"] {
            draw(&mut objects, &facts(Part::Assessor, name, Some("北西技能株式会社")), [223.94, 102.05])
                .expect("an appearance");
            assert_eq!(drawn(&facts(Part::Assessor, name, None))[0].text, name);
        }
    }
}
