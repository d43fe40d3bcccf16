//! Levels of responsibility.

use std::fmt;

/// A level of responsibility, 1 to 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level(u8);

impl Level {
    /// All levels of the framework, lowest first.
    pub const ALL: [Self; 7] = [Self(1), Self(2), Self(3), Self(4), Self(5), Self(6), Self(7)];

    /// The level with this number, if it is one of 1 to 7.
    #[must_use]
    pub fn new(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }

    /// 1 to 7.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// The framework's guiding phrase: the level in one or a few words.
    #[must_use]
    pub fn guiding_phrase(self) -> &'static str {
        match self.0 {
            1 => "Follow",
            2 => "Assist",
            3 => "Apply",
            4 => "Enable",
            5 => "Ensure, advise",
            6 => "Initiate, influence",
            _ => "Set strategy, inspire, mobilise",
        }
    }

    /// What the level asks of somebody, whatever the skill: in the project's own words.
    #[must_use]
    pub fn essence(self) -> &'static str {
        match self.0 {
            1 => "Carries out tasks step by step, with somebody close by to ask.",
            2 => "Helps others with their work, judges routine matters alone, and asks where something is new.",
            3 => "Does varied work alone by known methods, and answers for the result.",
            4 => "Masters complex work, makes it possible for others to do theirs, and plans within agreed limits.",
            5 => "Answers for an area and the people in it, gives advice that counts, and decides how aims are met.",
            6 => "Shapes how a large part of the organisation works, and begins what changes it.",
            _ => "Sets the direction of the whole organisation, and wins people for it.",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_to_seven_are_levels() {
        let numbers: Vec<u8> = (0..=255).filter_map(Level::new).map(Level::number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
    }
}
