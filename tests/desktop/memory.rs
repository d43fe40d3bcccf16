//! Looks for words in the memory of running processes.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};

use memchr::memmem::Finder;

/// The size of a page, in bytes.
const PAGE: u64 = 4096;
/// How many pages are looked at together.
const BLOCK: usize = 512;

/// Where one of `words` stands in the writable memory of a process, in UTF-8 or UTF-16: the word, and what the system
/// calls the region.
pub(crate) fn words_in(process: &str, words: &[&str]) -> Vec<String> {
    let both = words.iter().flat_map(|word| {
        let wide = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [(*word, word.as_bytes().to_vec()), (*word, wide)]
    });
    bytes_in(process, &both.collect::<Vec<_>>())
}

/// The same for bytes, each with a name.
pub(crate) fn bytes_in(process: &str, needles: &[(&str, Vec<u8>)]) -> Vec<String> {
    let finders: Vec<(&str, Finder<'_>)> = needles.iter().map(|(word, needle)| (*word, Finder::new(needle))).collect();
    let mut pagemap = File::open(format!("/proc/{process}/pagemap")).unwrap();
    let mut memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let mut found = Vec::new();
    for line in fs::read_to_string(format!("/proc/{process}/maps")).unwrap().lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        if !fields[1].starts_with("rw") {
            continue;
        }
        let (start, end) = fields[0].split_once('-').unwrap();
        let (start, end) = (u64::from_str_radix(start, 16).unwrap(), u64::from_str_radix(end, 16).unwrap());
        for (start, end) in present(&mut pagemap, start, end) {
            let mut piece = vec![0; usize::try_from(end - start).unwrap()];
            // A region may be gone by now, or be a device's.
            if memory.seek(SeekFrom::Start(start)).and_then(|_| memory.read_exact(&mut piece)).is_err() {
                continue;
            }
            for (word, finder) in &finders {
                if let Some(place) = finder.find(&piece) {
                    let around = &piece[place.saturating_sub(24)..(place + 56).min(piece.len())];
                    let region = fields.get(5).unwrap_or(&"anonymous");
                    found.push(format!("{word} in {region}: {}", String::from_utf8_lossy(around).escape_debug()));
                }
            }
        }
    }
    found
}

/// The runs of pages between two addresses that are in memory. Most of what WebKit reserves never is.
fn present(pagemap: &mut File, start: u64, end: u64) -> Vec<(u64, u64)> {
    let mut entries = vec![0; usize::try_from((end - start) / PAGE * 8).unwrap()];
    let read = pagemap.seek(SeekFrom::Start(start / PAGE * 8)).and_then(|_| pagemap.read_exact(&mut entries));
    if read.is_err() {
        return Vec::new();
    }
    let mut runs: Vec<(u64, u64)> = Vec::new();
    // The highest bit of each page's eight bytes: https://docs.kernel.org/admin-guide/mm/pagemap.html
    let is_present = |entry: &[u8]| entry[7] & 0x80 != 0;
    for (block, entries) in (0..).zip(entries.chunks(8 * BLOCK)) {
        // Compared at once, for there may be millions.
        if !is_present(entries) && entries[8..] == entries[..entries.len() - 8] {
            continue;
        }
        for (page, _) in (block * BLOCK as u64..).zip(entries.chunks_exact(8)).filter(|(_, entry)| is_present(entry)) {
            let at = start + page * PAGE;
            match runs.last_mut() {
                Some((_, until)) if *until == at => *until += PAGE,
                _ => runs.push((at, at + PAGE)),
            }
        }
    }
    runs
}

#[test]
fn a_word_in_memory_is_found() {
    // Made while the test runs, so that it stands nowhere else.
    let word: String = "yrolliuQ".chars().rev().collect();
    assert!(!words_in(&std::process::id().to_string(), &[&word]).is_empty());
}
