//! Looks for words in files and their names, however they are encoded.

use std::fs;
use std::path::{Path, PathBuf};

/// The files below `folder` whose bytes or names hold one of `words`, apart from those that `is_ours` names, and how
/// many files were read. The words are ASCII: what escapes or quotes other letters leaves these as they are.
pub(crate) fn files_with(words: &[&str], folder: &Path, is_ours: impl Fn(&Path) -> bool) -> (Vec<PathBuf>, usize) {
    let (mut found, mut read) = (Vec::new(), 0);
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let (path, kind) = entry.map(|it| (it.path(), it.file_type().unwrap())).unwrap();
            if is_ours(&path) {
                continue;
            }
            if holds(words, path.file_name().unwrap().as_encoded_bytes()) {
                found.push(path.clone());
            }
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                read += 1;
                if holds(words, &fs::read(&path).unwrap()) {
                    found.push(path);
                }
            }
        }
    }
    (found, read)
}

/// Whether one of the words is in there, in UTF-8 or in UTF-16 of either order.
fn holds(words: &[&str], bytes: &[u8]) -> bool {
    words.iter().any(|word| {
        let little: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
        [word.as_bytes(), &little, &big].iter().any(|needle| bytes.windows(needle.len()).any(|it| it == *needle))
    })
}

#[test]
fn a_word_is_found_in_every_encoding_and_in_names() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("cache/Vantongeren");
    fs::create_dir_all(&deep).unwrap();
    let utf16 = |order: fn(u16) -> [u8; 2]| "of Quillory".encode_utf16().flat_map(order).collect::<Vec<u8>>();
    fs::write(deep.join("utf-8"), "a name: Quillory!").unwrap();
    fs::write(deep.join("utf-16"), [&[7], &utf16(u16::to_le_bytes)[..]].concat()).unwrap();
    fs::write(deep.join("utf-16-big"), utf16(u16::to_be_bytes)).unwrap();
    fs::write(deep.join("other"), "Quillor y").unwrap();
    fs::write(folder.path().join("ours"), "Quillory").unwrap();
    let (mut found, read) = files_with(&["Quillory", "Vantongeren"], folder.path(), |path| path.ends_with("ours"));
    found.sort();
    assert_eq!(found, [deep.clone(), deep.join("utf-16"), deep.join("utf-16-big"), deep.join("utf-8")]);
    assert_eq!(read, 4);
}
