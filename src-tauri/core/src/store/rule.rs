//! Decision rules of one's own.

use rusqlite::{Row, named_params};

use super::{Transaction, named};
use crate::domain::moment::Moment;
use crate::domain::rating::Rating;
use crate::domain::rule::{DecisionRule, LowerLevels, Percent};
use crate::error::Result;

impl Transaction<'_> {
    /// Adds a version of a rule.
    ///
    /// # Errors
    /// If the version is there already, or if the file can't be written.
    pub fn add_rule(&self, rule: &DecisionRule, now: Moment) -> Result<()> {
        self.execute(
            "INSERT INTO decision_rule (name, version, floor, mean_tenths, coverage_tenths, lower_levels, added_at)
             VALUES (:name, :version, :floor, :mean, :coverage, :lower, :now)",
            named_params! {
                ":name": rule.name,
                ":version": rule.version,
                ":floor": rule.floor.name(),
                ":mean": rule.mean.map(Percent::tenths),
                ":coverage": rule.coverage.tenths(),
                ":lower": rule.lower_levels.name(),
                ":now": now.to_string(),
            },
        )?;
        Ok(())
    }

    /// The newest version of each rule of one's own, by name.
    ///
    /// # Errors
    /// If the file can't be read.
    pub fn own_rules(&self) -> Result<Vec<DecisionRule>> {
        self.all(
            "SELECT name, version, floor, mean_tenths, coverage_tenths, lower_levels FROM decision_rule newest
             WHERE version = (SELECT max(version) FROM decision_rule WHERE name = newest.name) ORDER BY name",
            [],
            |row| read(row, ""),
        )
    }
}

/// Reads a rule from columns whose names begin with `prefix`.
pub(super) fn read(row: &Row<'_>, prefix: &str) -> rusqlite::Result<DecisionRule> {
    let column = |name: &str| format!("{prefix}{name}");
    let percent = |name: &str| -> rusqlite::Result<Option<Percent>> {
        let tenths: Option<u16> = row.get(column(name).as_str())?;
        tenths
            .map(|tenths| Percent::from_tenths(tenths).ok_or_else(|| super::unknown(name, &tenths.to_string())))
            .transpose()
    };
    Ok(DecisionRule {
        name: row.get(column("name").as_str())?,
        version: row.get(column("version").as_str())?,
        floor: named(row, &column("floor"), Rating::from_name)?,
        mean: percent("mean_tenths")?,
        coverage: percent("coverage_tenths")?.ok_or_else(|| super::unknown("coverage_tenths", "null"))?,
        lower_levels: named(row, &column("lower_levels"), LowerLevels::from_name)?,
    })
}
