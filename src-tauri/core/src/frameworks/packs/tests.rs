use std::collections::BTreeMap;

use super::super::tests::{PREVIEW_PAGE, REQUEST_PAGE, SFIA_8_PAGE, counts, definition_of, reason, seed};
use super::*;
use crate::domain::definition::LevelContent;
use crate::domain::edition::PublicationStatus;

const PACK: &str = r#"
edition = "house-1"
code = "BEEK"
name = "Beekeeping"
description = "Keeping bees."
guidance = [{ prompt = "feeding" }]

[[levels]]
level = 2
statements = ["Feeds bees."]
"#;

#[test]
fn both_packs_are_whole() {
    let packs = built_in().unwrap();
    let told: Vec<_> = packs
        .iter()
        .map(|pack| (pack.edition.id.as_str(), pack.edition.status, pack.code.as_str(), pack.name.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("sfia-8", PublicationStatus::Legacy, "ITOP", "IT infrastructure"),
            ("sfia-9-preview", PublicationStatus::Draft, "ITOP", "Infrastructure operations"),
        ]
    );
    assert_eq!(counts(&packs[0]), [2, 5, 6, 8, 7, 0, 0]);
    assert_eq!(counts(&packs[1]), [2, 3, 6, 8, 5, 0, 0]);
    assert_eq!((packs[0].mark, packs[0].guidance_mark), (None, None));
    assert_eq!(packs[1].mark, Some(RevisionMark::New));
    assert_eq!(packs[1].guidance_mark, Some(RevisionMark::Modified));
    for level in &packs[1].levels[..5] {
        assert!(matches!(level.content, LevelContent::Defined { mark: Some(RevisionMark::Modified), .. }));
    }
    for pack in &packs {
        assert!(reason(pack, 6).ends_with('.') && reason(pack, 7).ends_with('.'));
    }
}

#[test]
fn statements_are_single_sentences_that_open_with_a_verb() {
    for statement in built_in().unwrap().iter().flat_map(all_statements) {
        let verb = statement.split([' ', ',']).next().unwrap();
        assert!(verb.ends_with('s') && verb.starts_with(char::is_uppercase), "{statement}");
        assert_eq!(super::super::sentences::sentences(&statement).len(), 1, "{statement}");
        assert!(statement.ends_with('.'), "{statement}");
    }
}

#[test]
fn packs_agree_with_the_real_pages_in_all_but_words() {
    for (pack, page) in built_in().unwrap().iter().zip([SFIA_8_PAGE, PREVIEW_PAGE]) {
        let Some(page) = seed(page) else { return };
        let real = definition_of(&page);
        assert_eq!(counts(pack), counts(&real));
        assert_eq!((&pack.code, &pack.name, &pack.edition), (&real.code, &real.name, &real.edition));
        assert_eq!((pack.mark, pack.guidance_mark), (real.mark, real.guidance_mark));
        let kinds = |it: &Definition| it.guidance.iter().map(|note| note.is_prompt).collect::<Vec<_>>();
        assert_eq!(kinds(pack), kinds(&real));
    }
}

#[test]
fn a_sentence_that_both_editions_share_is_worded_alike() {
    let (Some(first), Some(second)) = (seed(SFIA_8_PAGE), seed(PREVIEW_PAGE)) else { return };
    let packs = built_in().unwrap();
    let wording: BTreeMap<String, String> =
        all_statements(&definition_of(&first)).into_iter().zip(all_statements(&packs[0])).collect();
    let mut shared = 0;
    for (real, own) in all_statements(&definition_of(&second)).into_iter().zip(all_statements(&packs[1])) {
        match wording.get(&real) {
            Some(known) => {
                shared += 1;
                assert_eq!(own, *known);
            }
            None => assert!(!wording.values().any(|known| *known == own), "{own}"),
        }
    }
    assert_eq!(shared, 7);
}

#[test]
fn no_pack_copies_a_phrase_of_the_real_pages() {
    const RUN: usize = 5;
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        lower
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut copied = Vec::new();
    for page in [SFIA_8_PAGE, PREVIEW_PAGE, REQUEST_PAGE] {
        let Some(page) = seed(page) else { return };
        let page = words(&page);
        for (_, pack) in PACKS {
            let own = words(pack);
            copied.extend(
                own.windows(RUN).filter(|run| page.windows(RUN).any(|other| other == *run)).map(|run| run.join(" ")),
            );
        }
    }
    assert_eq!(copied, Vec::<String>::new());
}

#[test]
fn a_broken_pack_is_refused_with_its_line() {
    assert_eq!(counts(&read("own.toml", PACK).unwrap()), [0, 1, 0, 0, 0, 0, 0]);
    for (from, to, sentence) in [
        ("code = \"BEEK\"", "code = \"bees\"", "own.toml, line 1: The code is no skill’s code."),
        ("\"house-1\"", "\"House 1\"", "own.toml, line 1: The edition is no edition’s id."),
        ("name = ", "title = ", "own.toml, line 4: unknown field `title`"),
        ("level = 2", "level = 9", "own.toml, line 8: There is no level 9"),
        ("[\"Feeds bees.\"]", "[]", "own.toml, line 8: Nothing follows the heading of level 2."),
        ("[\"Feeds bees.\"]", "[\n\" \"]", "own.toml, line 11: The statement is empty."),
        ("level = 2", "level = 2\nnot_defined = \"No.\"", "own.toml, line 8: A level has statements or a reason"),
        ("level = 2", "level = 2\nmark = \"old\"", "own.toml, line 10: unknown variant `old`"),
    ] {
        let message = read("own.toml", &PACK.replace(from, to)).unwrap_err().to_string();
        assert!(message.starts_with(sentence), "{message}");
    }
}

fn all_statements(definition: &Definition) -> Vec<String> {
    definition.levels.iter().flat_map(|level| level.statements().to_vec()).collect()
}
