//! Searching everything that was written down. The comparing is done in the program, since SQLite folds ASCII alone.

use rusqlite::Row;
use uuid::Uuid;

use super::{Transaction, failure, level_or_null, named};
use crate::domain::decision::StatementRef;
use crate::domain::moment::Moment;
use crate::error::Result;

/// A text that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The assessment that it belongs to.
    pub assessment: Uuid,
    /// When the interview began.
    pub started_at: Moment,
    /// What kind of text it is.
    pub found_in: FoundIn,
    /// The statement that it was written on; none where it was on none.
    pub at: Option<StatementRef>,
    /// The whole text.
    pub text: String,
}

/// Where a text can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FoundIn {
    /// The candidate's name, reference and role, and after them the skill.
    Heading,
    /// Words about the sitting.
    Sitting,
    /// A statement that was rated.
    Statement,
    /// A note, or why there was no opportunity.
    Note,
    /// A question and its answer.
    Question,
    /// An item of evidence.
    Evidence,
    /// Strengths, gaps, next steps, or the reason of the award.
    Summary,
    /// The candidate's comment.
    Comment,
}

impl FoundIn {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "heading" => Self::Heading,
            "sitting" => Self::Sitting,
            "statement" => Self::Statement,
            "note" => Self::Note,
            "question" => Self::Question,
            "evidence" => Self::Evidence,
            "summary" => Self::Summary,
            "comment" => Self::Comment,
            _ => return None,
        })
    }
}

impl Transaction<'_> {
    /// The texts that satisfy `matches`, of the latest interview first; at most `limit`.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn search(&self, matches: impl Fn(&str) -> bool, limit: usize) -> Result<Vec<Found>> {
        let mut statement = self.inner.prepare_cached(TEXTS).map_err(failure::reading)?;
        let mut rows = statement.query([]).map_err(failure::reading)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(failure::reading)? {
            let text = row.get_ref("text").and_then(|text| Ok(text.as_str()?)).map_err(failure::reading)?;
            if matches(text) {
                found.push(read(row).map_err(failure::reading)?);
            }
            if found.len() == limit {
                break;
            }
        }
        Ok(found)
    }
}

/// Every text that was written down, each with its place.
const TEXTS: &str = "
    WITH here AS (
        SELECT a.*, interview.started_at, interview.candidate, interview.assessor_name, interview.purpose,
               interview.sponsor, interview.place, interview.observers, interview.adjustments,
               interview.interruptions, interview.comment
        FROM assessment a JOIN interview ON interview.id = a.interview
        WHERE a.removed = 0
    )
    SELECT * FROM (
    SELECT here.id, here.started_at, 1 AS rank, 'heading' AS found_in, NULL AS level, NULL AS ordinal,
           concat_ws(' · ', candidate.name, candidate.reference, candidate.role)
           || ' — ' || concat_ws(' · ', it.code, it.name, it.edition_name, it.edition) AS text
    FROM here JOIN candidate ON candidate.id = here.candidate JOIN definition it ON it.hash = here.definition
    UNION ALL
    SELECT id, started_at, 2, 'sitting', NULL, NULL,
           concat_ws(' · ', purpose, sponsor, assessor_name, place, observers, adjustments, interruptions)
    FROM here
    UNION ALL
    SELECT here.id, started_at, 3, 'summary', NULL, NULL, it.value
    FROM here, json_each(json_array(strengths, gaps, next_steps, award_reason)) it WHERE it.value <> ''
    UNION ALL
    SELECT id, started_at, 4, 'comment', NULL, NULL, comment FROM here WHERE comment <> ''
    UNION ALL
    SELECT here.id, started_at, 5, 'note', it.level, it.ordinal, concat_ws(' · ', nullif(it.note, ''), nullif(it.reason, ''))
    FROM here JOIN response it ON it.assessment = here.id WHERE it.note <> '' OR it.reason <> ''
    UNION ALL
    SELECT here.id, started_at, 6, 'question', it.level, it.ordinal, concat_ws(' ', it.asked, it.answered)
    FROM here JOIN question it ON it.assessment = here.id
    UNION ALL
    SELECT here.id, started_at, 7, 'evidence',
           (SELECT min(level) FROM evidence_statement WHERE evidence = it.id),
           (SELECT ordinal FROM evidence_statement WHERE evidence = it.id ORDER BY level, ordinal LIMIT 1),
           concat_ws(' · ', it.title, (SELECT group_concat(name, ' · ') FROM evidence_attachment WHERE evidence = it.id))
    FROM here JOIN evidence it ON it.assessment = here.id AND it.removed = 0
    UNION ALL
    SELECT here.id, started_at, 8, 'statement', it.level, it.ordinal, it.text
    FROM here
    JOIN response ON response.assessment = here.id AND response.finding IS NOT NULL
    JOIN statement it
      ON it.definition = here.definition AND it.level = response.level AND it.ordinal = response.ordinal
    ) ORDER BY unixepoch(started_at) DESC, id DESC, rank, level, ordinal";

fn read(row: &Row<'_>) -> rusqlite::Result<Found> {
    let level = level_or_null(row, "level")?;
    let ordinal: Option<u16> = row.get("ordinal")?;
    Ok(Found {
        assessment: named(row, "id", |id| Uuid::parse_str(id).ok())?,
        started_at: named(row, "started_at", Moment::parse)?,
        found_in: named(row, "found_in", FoundIn::from_name)?,
        at: level.zip(ordinal).map(|(level, ordinal)| StatementRef { level, ordinal }),
        text: row.get("text")?,
    })
}
