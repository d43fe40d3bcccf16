//! Copying the rows of one table, around the pages that can't be read.
//!
//! Rows are read in the order of their key: from the first one upwards until a page can't be read, then from the last one
//! downwards, and then whatever lies between two bad pages is looked for by halving the keys between them. A row that is
//! listed and whose content lies on a bad page is skipped by its key.

use std::path::{Path, PathBuf};

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OpenFlags, params_from_iter};

use crate::error::Result;
use crate::store::keys::DataKey;
use crate::store::{failure, open};

/// How often the keys between two bad pages are halved before it is taken that there is nothing but them: a readable part
/// is found if it is not smaller than one in so many powers of two.
const HALVINGS: u32 = 6;
/// How often one looks between bad pages of one table, at most.
const LOOKS: u32 = 400;

/// The damaged database. SQLCipher reads nothing more over a connection that has met a bad page, so there is a new one
/// after each.
pub(super) struct Source {
    file: PathBuf,
    key: DataKey,
    connection: Connection,
}

/// A table: its columns, and those by which its rows are ordered.
pub(super) struct Table {
    name: String,
    columns: Vec<String>,
    key: Vec<String>,
}

/// What could not be read of a table.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unread {
    /// Rows that are known to have been there.
    pub(super) rows: usize,
    /// Whether there are pages on which any number of rows may have been.
    pub(super) gaps: bool,
}

/// A key of a row.
type Key = Vec<Value>;

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Up,
    Down,
}

/// How reading in one direction ended.
enum End {
    /// There are no more rows.
    Reached,
    /// A page can't be read; this was the last row before it.
    Bad(Option<Key>),
}

impl Source {
    pub(super) fn open(file: &Path, key: &DataKey) -> Result<Self> {
        let connection = connect(file, key)?;
        Ok(Self { file: file.to_path_buf(), key: key.clone(), connection })
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// After a bad page.
    fn again(&mut self) -> Result<()> {
        self.connection = connect(&self.file, &self.key)?;
        Ok(())
    }
}

fn connect(file: &Path, key: &DataKey) -> Result<Connection> {
    // It is a copy, and may be written: a log has to be read into it.
    open::unlocked(file, OpenFlags::SQLITE_OPEN_READ_WRITE, Some(key))
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Table {
    /// Reads what a table is like from the new database, which has the same schema.
    pub(super) fn describe(target: &Connection, name: &str) -> Result<Self> {
        let read = || {
            let mut columns = target.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid")?;
            let columns = columns.query_map([name], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?)))?;
            let columns = columns.collect::<rusqlite::Result<Vec<_>>>()?;
            let has_rowid: bool =
                target.query_row("SELECT NOT wr FROM pragma_table_list(?1) WHERE schema = 'main'", [name], |row| {
                    row.get(0)
                })?;
            Ok::<_, rusqlite::Error>((columns, has_rowid))
        };
        let (columns, has_rowid) = read().map_err(failure::reading)?;
        let mut parts: Vec<_> = columns.iter().filter(|(_, place)| *place > 0).collect();
        parts.sort_by_key(|(_, place)| *place);
        let key = match has_rowid {
            true => vec!["rowid".to_owned()],
            false => parts.into_iter().map(|(name, _)| quoted(name)).collect(),
        };
        Ok(Self { name: name.to_owned(), columns: columns.iter().map(|(name, _)| quoted(name)).collect(), key })
    }

    /// What comes after `after`, and before `before`.
    fn query(&self, what: &str, after: Option<&Key>, before: Option<&Key>, direction: Direction) -> (String, Key) {
        let key = self.key.join(", ");
        let places = |from: usize| {
            let places: Vec<_> = (from..from + self.key.len()).map(|place| format!("?{place}")).collect();
            places.join(", ")
        };
        let mut conditions = Vec::new();
        let mut values = Vec::new();
        for (bound, sign) in [(after, ">"), (before, "<")] {
            if let Some(bound) = bound {
                conditions.push(format!("({key}) {sign} ({})", places(values.len() + 1)));
                values.extend(bound.iter().cloned());
            }
        }
        let condition = if conditions.is_empty() { "1".to_owned() } else { conditions.join(" AND ") };
        let order: Vec<_> = self
            .key
            .iter()
            .map(|part| format!("{part} {}", if direction == Direction::Up { "ASC" } else { "DESC" }))
            .collect();
        let table = quoted(&self.name);
        (format!("SELECT {what} FROM {table} NOT INDEXED WHERE {condition} ORDER BY {}", order.join(", ")), values)
    }
}

/// Copies all rows that can be read, and says what could not.
pub(super) fn copy(source: &mut Source, table: &Table, target: &Connection) -> Result<Unread> {
    let mut copying = Copying { source, table, target, unread: Unread::default(), looks: 0 };
    let End::Bad(low) = copying.walk(None, None, Direction::Up)? else { return Ok(copying.unread) };
    let End::Bad(high) = copying.walk(low.as_ref(), None, Direction::Down)? else { return Ok(copying.unread) };
    copying.between(low, high, HALVINGS)?;
    Ok(copying.unread)
}

struct Copying<'a> {
    source: &'a mut Source,
    table: &'a Table,
    target: &'a Connection,
    unread: Unread,
    looks: u32,
}

impl Copying<'_> {
    /// Copies rows in one direction until there are none, or until a page can't be read.
    fn walk(&mut self, after: Option<&Key>, before: Option<&Key>, direction: Direction) -> Result<End> {
        let (mut after, mut before) = (after.cloned(), before.cloned());
        let mut last = None;
        loop {
            let (reached, is_end) = self.run(after.as_ref(), before.as_ref(), direction)?;
            if let Some(reached) = reached {
                match direction {
                    Direction::Up => after = Some(reached.clone()),
                    Direction::Down => before = Some(reached.clone()),
                }
                last = Some(reached);
            }
            if is_end {
                return Ok(End::Reached);
            }
            self.source.again()?;
            // Perhaps only the content of the next row lies on a bad page, and the row itself is listed.
            match self.next_key(after.as_ref(), before.as_ref(), direction) {
                Ok(None) => return Ok(End::Reached),
                Ok(Some(skipped)) => {
                    self.unread.rows += 1;
                    match direction {
                        Direction::Up => after = Some(skipped.clone()),
                        Direction::Down => before = Some(skipped.clone()),
                    }
                    last = Some(skipped);
                }
                Err(_) => {
                    self.source.again()?;
                    return Ok(End::Bad(last.or(match direction {
                        Direction::Up => after,
                        Direction::Down => before,
                    })));
                }
            }
        }
    }

    /// Copies until reading fails. Answers with the last key that was copied, and whether all were.
    fn run(&mut self, after: Option<&Key>, before: Option<&Key>, direction: Direction) -> Result<(Option<Key>, bool)> {
        let table = self.table;
        let what = [table.key.as_slice(), table.columns.as_slice()].concat().join(", ");
        let (sql, values) = table.query(&what, after, before, direction);
        let mut last = None;
        let Ok(mut statement) = self.source.connection.prepare(&sql) else { return Ok((None, false)) };
        let Ok(mut rows) = statement.query(params_from_iter(values)) else { return Ok((None, false)) };
        let places: Vec<_> = (1..=table.columns.len()).map(|place| format!("?{place}")).collect();
        // A rowid that names nothing need not stay the same.
        let insert = format!(
            "INSERT OR IGNORE INTO {} ({}) VALUES ({})",
            quoted(&table.name),
            table.columns.join(", "),
            places.join(", ")
        );
        let mut insert = self.target.prepare_cached(&insert).map_err(failure::writing)?;
        loop {
            let row = match rows.next() {
                Ok(Some(row)) => row,
                Ok(None) => return Ok((last, true)),
                Err(_) => return Ok((last, false)),
            };
            let read = |from: usize, count: usize| {
                (from..from + count)
                    .map(|place| row.get_ref(place).map_err(|_| ()).and_then(owned))
                    .collect::<std::result::Result<Vec<_>, ()>>()
            };
            let (Ok(key), Ok(content)) = (read(0, table.key.len()), read(table.key.len(), table.columns.len())) else {
                return Ok((last, false));
            };
            if insert.execute(params_from_iter(content)).map_err(failure::writing)? == 0 {
                self.unread.rows += 1;
            }
            last = Some(key);
        }
    }

    /// The key of the next row, without its content.
    fn next_key(
        &self,
        after: Option<&Key>,
        before: Option<&Key>,
        direction: Direction,
    ) -> rusqlite::Result<Option<Key>> {
        let (sql, values) = self.table.query(&self.table.key.join(", "), after, before, direction);
        let mut statement = self.source.connection.prepare(&format!("{sql} LIMIT 1"))?;
        let mut rows = statement.query(params_from_iter(values))?;
        match rows.next()? {
            None => Ok(None),
            Some(row) => {
                (0..self.table.key.len()).map(|place| row.get(place)).collect::<rusqlite::Result<_>>().map(Some)
            }
        }
    }

    /// Looks for rows between two bad pages.
    fn between(&mut self, low: Option<Key>, high: Option<Key>, halvings: u32) -> Result<()> {
        self.looks += 1;
        let middle = match (halvings, self.looks < LOOKS) {
            (0, _) | (_, false) => None,
            _ => middle(low.as_ref(), high.as_ref()),
        };
        let Some(middle) = middle else {
            self.unread.gaps = true;
            return Ok(());
        };
        // Upwards from the middle, and downwards from it: what is met on the way is copied, and worth looking around.
        let up = self.walk(Some(&middle), high.as_ref(), Direction::Up)?;
        if let End::Bad(from) = up {
            let left = if from.as_ref() == Some(&middle) { halvings - 1 } else { HALVINGS };
            self.between(from, high, left)?;
        }
        let down = self.walk(low.as_ref(), Some(&middle), Direction::Down)?;
        if let End::Bad(to) = down {
            let left = if to.as_ref() == Some(&middle) { halvings - 1 } else { HALVINGS };
            self.between(low, to, left)?;
        }
        Ok(())
    }
}

fn owned(value: ValueRef<'_>) -> std::result::Result<Value, ()> {
    Value::try_from(value).map_err(|_| ())
}

/// A key between two others; none: there is none that could be told.
fn middle(low: Option<&Key>, high: Option<&Key>) -> Option<Key> {
    let length = low.or(high).map_or(1, Vec::len);
    let part = |key: Option<&Key>, place: usize| key.and_then(|key| key.get(place).cloned());
    let mut middle = Vec::new();
    for place in 0..length {
        let (low, high) = (part(low, place), part(high, place));
        if low.is_some() && low == high {
            middle.extend(low);
            continue;
        }
        middle.push(middle_value(low, high)?);
        // The least key that begins like this.
        middle.resize(length, Value::Integer(i64::MIN));
        return Some(middle);
    }
    None
}

fn middle_value(low: Option<Value>, high: Option<Value>) -> Option<Value> {
    match (low, high) {
        (low @ (None | Some(Value::Text(_))), Some(Value::Text(high))) => {
            middle_text(&text(low), Some(&high)).map(Value::Text)
        }
        (Some(Value::Text(low)), _) => middle_text(&low, None).map(Value::Text),
        (None, None) => None,
        (low, high) => {
            let low = low.map_or(Some(0), |low| whole(&low))?;
            let high = high.map_or_else(|| low.checked_mul(2)?.checked_add(4), |high| whole(&high))?;
            let apart = high.checked_sub(low)?;
            // Between two whole numbers, so that it is none of the keys.
            #[expect(clippy::cast_precision_loss, reason = "rows are not numbered that high")]
            (apart > 2).then(|| Value::Real((low + apart / 2) as f64 + 0.5))
        }
    }
}

fn text(value: Option<Value>) -> String {
    match value {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    }
}

/// The whole number of a key, or the one before it.
fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        #[expect(clippy::cast_possible_truncation, reason = "it is one that was made above")]
        Value::Real(number) => Some(number.floor() as i64),
        _ => None,
    }
}

/// A text between two others, made of ASCII signs as our keys are.
fn middle_text(low: &str, high: Option<&str>) -> Option<String> {
    const FROM: u32 = 0x20;
    const SIGNS: u32 = 0x7F - FROM;
    const LENGTH: usize = 12;
    // As numbers with so many digits, of which the common beginning is left out.
    let common = high.map_or(0, |high| low.bytes().zip(high.bytes()).take_while(|(one, other)| one == other).count());
    let digit = |text: &str, place: usize, end: u32| {
        text.as_bytes().get(common + place).map_or(end, |byte| u32::from(*byte).saturating_sub(FROM).min(SIGNS - 1))
    };
    let number = |text: &str, end: u32| {
        (0..LENGTH).fold(0_u128, |number, place| number * u128::from(SIGNS) + u128::from(digit(text, place, end)))
    };
    let (low_number, high_number) = (number(low, 0), high.map_or(number("", SIGNS - 1), |high| number(high, 0)));
    let mut middle = low_number + high_number.checked_sub(low_number)? / 2;
    if middle == low_number {
        return None;
    }
    let mut signs = Vec::new();
    for _ in 0..LENGTH {
        let digit = u32::try_from(middle % u128::from(SIGNS)).ok()?;
        signs.push(char::from_u32(FROM + digit)?);
        middle /= u128::from(SIGNS);
    }
    let beginning = low.get(..common)?;
    Some(beginning.chars().chain(signs.into_iter().rev()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_halved() {
        let text = |low: &str, high: Option<&str>| middle_text(low, high).expect("a text");
        for (low, high) in [("", None), ("a", Some("b")), ("0190-aa", Some("0190-ab")), ("a", Some("a1")), ("zz", None)]
        {
            let middle = text(low, high);
            assert!(middle.as_str() > low && high.is_none_or(|high| middle.as_str() < high), "{low} {middle} {high:?}");
        }
        assert_eq!(middle_text("a", Some("a")), None);
        let key = |number| vec![Value::Integer(number)];
        let between = |number: f64| Some(vec![Value::Real(number)]);
        assert_eq!(middle(Some(&key(4)), Some(&key(10))), between(7.5));
        assert_eq!(middle(Some(&key(4)), Some(&key(6))), None);
        assert_eq!(middle(Some(&key(4)), None), between(8.5));
        assert_eq!(middle(None, Some(&key(10))), between(5.5));
        let of = |name: &str, number| vec![Value::Text(name.to_owned()), Value::Integer(number)];
        let same = middle(Some(&of("a", 1)), Some(&of("a", 9)));
        assert_eq!(same, Some(vec![Value::Text("a".to_owned()), Value::Real(5.5)]));
        assert_eq!(middle(Some(&of("a", 1)), Some(&of("c", 9))).map(|key| key.len()), Some(2));
    }
}
