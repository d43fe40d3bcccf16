//! Files that are made to take more memory than there is: `vouch verify` answers, within 256 MiB of address space.

use std::fmt::Write;
use std::process::Command;

use serde_json::Value;
use vouchsafe_core::workspace::REPORT_LIMIT;

use crate::vouch::{Vouch, text};

/// In KiB, as `ulimit -v` counts.
const MEMORY: usize = 256 << 10;

/// A PDF of these objects, of which the first is the catalog, with its table.
fn pdf(objects: &[String]) -> String {
    let mut pdf = "%PDF-1.7\n".to_owned();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        writeln!(table, "{:010} 00000 n ", pdf.len()).unwrap();
        write!(pdf, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let start = pdf.len();
    write!(pdf, "{table}trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).unwrap();
    pdf
}

fn catalog() -> String {
    "<</Type/Catalog/AF 2 0 R/Pages 2 0 R>>".to_owned()
}

/// A list of as many of these as a file has room for, and as many as are just read.
fn lists(item: &str, values: usize) -> [String; 2] {
    [(REPORT_LIMIT - 1000) / item.len(), 190_000 / values]
        .map(|count| pdf(&[catalog(), format!("[{}]", item.repeat(count))]))
}

#[test]
fn no_file_takes_more_memory_than_there_is() {
    let vouch = Vouch::new();
    let mut files: Vec<String> = [("[0]", 6), ("/A", 1), ("0 ", 1), ("<</A 0>>", 6), ("()", 1), ("<>", 1)]
        .into_iter()
        .flat_map(|(item, values)| lists(item, values))
        .collect();
    // Lists within each other; very many objects; strings and streams that hold the objects behind them.
    files.push(pdf(&[catalog(), "[".repeat(REPORT_LIMIT - 1000)]));
    files.push(pdf(&[catalog(), format!("{}{}", "[".repeat(30), "]".repeat(30))]));
    files
        .push(pdf(&std::iter::once(catalog()).chain(std::iter::repeat_n("0".to_owned(), 180_000)).collect::<Vec<_>>()));
    let inside = |count: usize| "(".repeat(3 << 20) + &")".repeat(3 << 20) + &" ".repeat(count);
    files.push(pdf(&[catalog(), inside(1)]));
    let mut overlapping = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n".to_owned();
    let mut table = "xref\n0 5001\n0000000000 65535 f \n0000000009 00000 n \n".to_owned();
    for number in 2..=5000 {
        writeln!(table, "{:010} 00000 n ", overlapping.len()).unwrap();
        write!(overlapping, "{number} 0 obj\n<</Length {}>>\nstream\n", 7 << 20).unwrap();
    }
    overlapping.push_str(&" ".repeat(7 << 20));
    let start = overlapping.len();
    write!(overlapping, "endstream\nendobj\n{table}trailer\n<</Size 5001/Root 1 0 R>>\n").unwrap();
    write!(overlapping, "startxref\n{}\n%%EOF\n", start + "endstream\nendobj\n".len()).unwrap();
    files.push(overlapping);
    // The same large object under many numbers.
    let once = pdf(&[catalog(), format!("[{}]", "0 ".repeat(100_000))]);
    let same = once.replace("xref\n0 3\n", "xref\n0 3\n3 1000\n");
    files.push(same);
    files.push(" ".repeat(REPORT_LIMIT + 1));

    for (content, number) in files.iter().zip(1..) {
        let file = vouch.file(&format!("{number}.pdf"), content);
        let beginning = content.chars().skip(60).take(60).collect::<String>();
        let checked = Command::new("sh")
            .args(["-c", &format!("ulimit -v {MEMORY} && exec \"$0\" --json verify \"$1\"")])
            .args([env!("CARGO_BIN_EXE_vouch"), &file])
            .env("XDG_DATA_HOME", vouch.path("nowhere"))
            .output()
            .unwrap();
        let answer: Value = serde_json::from_slice(&checked.stdout)
            .unwrap_or_else(|_| panic!("{beginning}: {} {}", checked.status, text(&checked.stderr)));
        let verdict = answer["files"][0]["verdict"].as_str().unwrap();
        assert!(["not-ours", "unreadable", "invalid"].contains(&verdict), "{beginning}: {answer:#}");
    }
}

/// In KiB: what a part that inflates to 300 MiB takes if only its beginning is inflated.
const PEAK: usize = 128 << 10;

/// Reports with a part that inflates to 300 MiB, of which all but the first are signed with a key of one's own: what a
/// signature holds is read only if it holds. A reader that runs out of memory while it inflates may say so and go on;
/// so it is asked how much memory was in use at most.
#[test]
fn nothing_inflates_to_more_memory_than_there_is() {
    const MEASURE: &str = "import resource, subprocess, sys\n\
        subprocess.run(sys.argv[1:])\n\
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)";
    let vouch = Vouch::new();
    for (part, said) in [
        ("record", "The record inside the report can't be read."),
        ("content", "page 1 has no content, or more than a report has"),
        ("font", "The report’s field Reviewer can’t be read."),
        ("map", "The report’s field Reviewer can’t be read."),
    ] {
        let measured = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.venv/bin/python"))
            .args(["-c", MEASURE, env!("CARGO_BIN_EXE_vouch"), "verify"])
            .arg(format!("{}/../../tests/fixtures/bombs/deflate-{part}.pdf", env!("CARGO_MANIFEST_DIR")))
            .env("XDG_DATA_HOME", vouch.path("nowhere"))
            .output()
            .unwrap();
        let answer = text(&measured.stderr);
        let lines: Vec<&str> = answer.lines().collect();
        let [sentence, peak] = lines[..] else { panic!("{part}: {answer}") };
        assert!(sentence.contains("is not valid.") && sentence.contains(said), "{part}: {sentence}");
        let peak: usize = peak.parse().unwrap();
        assert!((1 << 10..PEAK).contains(&peak), "{part}: {peak} KiB");
    }
}
