//! Searching everything that was written down.

use std::collections::HashMap;

use uuid::Uuid;

use super::Workspace;
use crate::domain::decision::StatementRef;
use crate::domain::definition::Definition;
use crate::domain::interview::AssessmentState;
use crate::domain::moment::Moment;
use crate::domain::text::comparable;
use crate::error::Result;
use crate::store::{Found, FoundIn};

/// The most places that are answered with.
const LIMIT: usize = 50;
/// How many characters of a text are shown around what was found.
const EXCERPT: usize = 120;

/// Where a searched text was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The assessment.
    pub assessment: Uuid,
    /// The candidate's name.
    pub candidate: String,
    /// What the candidate is rated against.
    pub definition: Definition,
    /// Whether it is still a draft.
    pub is_draft: bool,
    /// In what it was found.
    pub found_in: SearchField,
    /// The statement that it was written on; none where it was on none.
    pub at: Option<StatementRef>,
    /// The text around it, on one line, with `…` where it was shortened.
    pub excerpt: String,
    /// When the interview began.
    pub started_at: Moment,
}

/// What can be searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchField {
    /// The candidate's name, reference or role.
    Candidate,
    /// The skill's name, code or edition.
    Skill,
    /// Words about the sitting.
    Sitting,
    /// A statement that was rated.
    Statement,
    /// A note, or why there was no opportunity.
    Note,
    /// A question or an answer.
    Question,
    /// An item of evidence.
    Evidence,
    /// Strengths, gaps, next steps, or the reason of an award.
    Summary,
    /// The candidate's comment.
    Comment,
}

impl Workspace {
    /// The places in which every word of `query` is found, whatever its case; the latest interview first, at most
    /// fifty. An empty query finds nothing.
    ///
    /// # Errors
    /// If the workspace can't be read.
    pub fn search(&mut self, query: &str) -> Result<Vec<SearchHit>> {
        let query = comparable(query);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        self.store.read(|transaction| {
            let matches = |text: &str| {
                let text = comparable(text);
                words.iter().all(|word| text.contains(word))
            };
            let mut about = HashMap::new();
            let mut hits = Vec::new();
            for found in transaction.search(matches, LIMIT)? {
                let (candidate, definition, is_draft) = match about.get(&found.assessment) {
                    Some(known) => Clone::clone(known),
                    None => {
                        let assessment = transaction.assessment(found.assessment)?;
                        let interview = transaction.progress(found.assessment)?.interview;
                        let is_draft = assessment.state == AssessmentState::Draft;
                        let known = (transaction.candidate_of(interview)?.name, assessment.definition, is_draft);
                        about.insert(found.assessment, known.clone());
                        known
                    }
                };
                hits.push(hit(found, &words, candidate, definition, is_draft));
            }
            Ok(hits)
        })
    }
}

fn hit(found: Found, words: &[&str], candidate: String, definition: Definition, is_draft: bool) -> SearchHit {
    let (text, found_in) = match found.found_in {
        FoundIn::Heading => {
            let (person, skill) = found.text.split_once(" — ").unwrap_or((&found.text, ""));
            let names_person = words.iter().any(|word| comparable(person).contains(word));
            let part = if names_person { person } else { skill };
            (part.to_owned(), if names_person { SearchField::Candidate } else { SearchField::Skill })
        }
        FoundIn::Sitting => (found.text, SearchField::Sitting),
        FoundIn::Statement => (found.text, SearchField::Statement),
        FoundIn::Note => (found.text, SearchField::Note),
        FoundIn::Question => (found.text, SearchField::Question),
        FoundIn::Evidence => (found.text, SearchField::Evidence),
        FoundIn::Summary => (found.text, SearchField::Summary),
        FoundIn::Comment => (found.text, SearchField::Comment),
    };
    SearchHit {
        assessment: found.assessment,
        candidate,
        definition,
        is_draft,
        found_in,
        at: found.at,
        excerpt: excerpt(&text, words),
        started_at: found.started_at,
    }
}

/// The text on one line, cut around the first word that was searched for.
fn excerpt(text: &str, words: &[&str]) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    let is_searched = |token: &&str| words.iter().any(|word| comparable(token).contains(word));
    let first = line.iter().position(is_searched).unwrap_or(0);
    // From a little before the word on, as much as there is room for.
    let mut from = first;
    let mut before = 0;
    while from > 0 && before + line[from - 1].chars().count() < EXCERPT / 3 {
        from -= 1;
        before += line[from].chars().count() + 1;
    }
    let rest = line[from..].join(" ");
    let shown: String = rest.chars().take(EXCERPT).collect();
    let start = if from > 0 { "… " } else { "" };
    let end = if shown.len() < rest.len() { " …" } else { "" };
    format!("{start}{}{end}", shown.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_shows_the_word() {
        let text = format!("{}\nthe backup was restored {}", "before ".repeat(40), "after ".repeat(40));
        let shown = excerpt(&text, &["backup"]);
        assert!(shown.starts_with("… before") && shown.contains("the backup was") && shown.ends_with(" …"), "{shown}");
        assert!(shown.chars().count() <= EXCERPT + 5, "{shown}");
        assert_eq!(excerpt("short", &["short"]), "short");
    }
}
