//! What the candidate says to the result.

use super::Recording;
use super::sitting::is_before;
use super::values::{moment, name, prose, word};
use crate::domain::interview::Interview;
use crate::domain::moment::Moment;
use crate::domain::sign_off::{Acknowledgement, Agreement, Drawing, DrawingRefusal, Mark, Point};
use crate::error::Result;
use crate::workspace::interview_file::{AcknowledgementMember, Located, SignOffMember};

impl<'a> Recording<'_, 'a> {
    /// Records what the candidate says to the result, once everything that they read is recorded.
    pub(super) fn record_sign_off(
        &self,
        interview: &Interview,
        member: Option<&Located<'a, SignOffMember<'a>>>,
    ) -> Result<()> {
        let Some(member) = member else { return Ok(()) };
        let said = self.text.object(member)?;
        let (transaction, id) = (self.transaction, interview.id);
        if let Some(comment) = prose(self.text, said.comment.as_ref(), "The comment")? {
            transaction.record_comment(id, &comment)?;
        }
        if let Some(member) = &said.agreement {
            let agreement = word(self.text, member, "answer on agreement", &Agreement::ALL, Agreement::name)?;
            transaction.record_agreement(id, Some(agreement))?;
        }
        if let Some(member) = &said.acknowledgement {
            let acknowledgement = self.acknowledgement(interview, member)?;
            transaction.record_acknowledgement(id, &acknowledgement)?;
        }
        if let Some(member) = &said.missing_because {
            let reason = prose(self.text, Some(member), "The reason")?.unwrap_or_default();
            if said.acknowledgement.is_some() && !reason.trim().is_empty() {
                let sentence =
                    "There is an acknowledgement, so nothing explains why there is none. Keep one of the two.";
                return Err(self.text.refusal(member, sentence));
            }
            transaction.record_missing_because(id, &reason)?;
        }
        Ok(())
    }

    fn acknowledgement(
        &self,
        interview: &Interview,
        member: &Located<'a, AcknowledgementMember<'a>>,
    ) -> Result<Acknowledgement> {
        let given = self.text.object(member)?;
        let mark = match (&given.typed, &given.drawn) {
            (Some(typed), None) => Mark::Typed(name(self.text, typed, "The typed name")?),
            (None, Some(drawn)) => Mark::Drawn(self.drawing(drawn)?),
            _ => {
                let sentence = "An acknowledgement is either typed or drawn. Write one of the two.";
                return Err(self.text.refusal(member, sentence));
            }
        };
        let at = match &given.at {
            Some(at) => self.acknowledged_at(interview, at)?,
            None => self.now,
        };
        Ok(Acknowledgement::Given { mark, at })
    }

    fn acknowledged_at(&self, interview: &Interview, member: &Located<'a, String>) -> Result<Moment> {
        let at = moment(self.text, member)?;
        let began = interview.sitting.started_at;
        if is_before(at, began) {
            let sentence =
                format!("The result was acknowledged at {at}, before the interview began at {began}. Correct it.");
            return Err(self.text.refusal(member, sentence));
        }
        Ok(at)
    }

    fn drawing(&self, member: &Located<'a, Vec<Vec<[u16; 2]>>>) -> Result<Drawing> {
        let (width, height) = (Drawing::WIDTH, Drawing::HEIGHT);
        let form = format!(
            "A drawing is a list of lines, each a list of points [x, y], whole numbers up to {width} and {height}."
        );
        // Only the shape is read here, so that a point outside is told from something that is no point.
        let lines: Vec<Vec<[i64; 2]>> =
            serde_json::from_str(member.json()).map_err(|_| self.text.refusal(member, &form))?;
        let point = |[x, y]: [i64; 2]| Some(Point { x: u16::try_from(x).ok()?, y: u16::try_from(y).ok()? });
        let lines: Option<Vec<Vec<Point>>> =
            lines.into_iter().map(|line| line.into_iter().map(point).collect()).collect();
        let drawing = lines.ok_or(DrawingRefusal::Outside).and_then(Drawing::new);
        drawing.map_err(|refusal| self.text.refusal(member, refusal))
    }
}
