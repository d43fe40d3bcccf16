//! Every dependency is at least as new as docs/minimum-versions.md asks, and every row there is about a dependency.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets the unexpected stops there"
)]

use std::fs;

use serde_json::Value;

fn read(file: &str) -> String {
    fs::read_to_string(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).expect(file)
}

/// The numbers of a version, for comparing. A release candidate counts as what comes before its release.
fn numbers(version: &str) -> (Vec<u64>, bool) {
    let (release, candidate) = version.split_once('-').map_or((version, None), |(it, tail)| (it, Some(tail)));
    let release = release.split('+').next().unwrap();
    let numbers = release.split('.').map(|it| it.parse().unwrap_or_else(|_| panic!("{version} is no version")));
    (numbers.collect(), candidate.is_none())
}

/// The rows of all tables: where, package, version.
fn rows(text: &str) -> Vec<[&str; 3]> {
    let rows =
        text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| In ") && !line.starts_with("| ---"));
    rows.map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        assert!(cells.len() >= 6 && cells[4..].iter().any(|it| it.len() > 20), "a row without a reason: {line}");
        [cells[1], cells[2], cells[3]]
    })
    .collect()
}

/// Every version of a package that is locked, or linked.
fn present(place: &str, package: &str) -> Vec<String> {
    match place {
        "cargo" => {
            let lock = read("Cargo.lock");
            let name = format!("name = \"{package}\"\nversion = \"");
            lock.split(&name).skip(1).map(|it| it.split('"').next().unwrap().to_owned()).collect()
        }
        "npm" => {
            let lock: Value = serde_json::from_str(&read("ui/package-lock.json")).unwrap();
            let ending = format!("node_modules/{package}");
            let is_it = |path: &str| path == ending || path.ends_with(&format!("/{ending}"));
            let packages = lock["packages"].as_object().unwrap().iter().filter(|(path, _)| is_it(path));
            packages.map(|(_, it)| it["version"].as_str().unwrap().to_owned()).collect()
        }
        "linked" if package == "SQLite" => vec![rusqlite::version().to_owned()],
        _ => panic!("{package} is looked up in {place}, which is no such place"),
    }
}

#[test]
fn nothing_is_older_than_the_list_asks() {
    let list = read("docs/minimum-versions.md");
    let (minimum, known) = list.split_once("\n## Known, and not reachable here").unwrap();
    let minimum = rows(minimum);
    assert!(minimum.len() > 5, "the list is read in the wrong way");
    for [place, package, at_least] in minimum {
        let versions = present(place, package);
        assert!(!versions.is_empty(), "{package} is no dependency any more: take its row out of the list");
        for version in versions {
            assert!(numbers(&version) >= numbers(at_least), "{package} {version}: at least {at_least} is needed");
        }
    }
    for [place, package, below] in rows(known) {
        let outdated = present(place, package).iter().any(|version| numbers(version) < numbers(below));
        assert!(outdated, "{package} is {below} or newer everywhere: make its row a minimum");
    }
}

/// Why CVE-2026-16633 does not reach us, as far as that can be seen in the sources.
#[test]
fn of_pdf_js_only_what_draws_pages_is_loaded() {
    let source = read("ui/src/components/pdf/pdf.ts");
    let imports: Vec<&str> = source.lines().filter(|line| line.contains("\"pdfjs-dist")).collect();
    assert_eq!(
        imports,
        [
            "} from \"pdfjs-dist/legacy/build/pdf.mjs\";",
            "import ReportReader from \"pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker\";",
        ]
    );
    for part in ["AnnotationLayer", "sandbox", "enableScripting", "XfaLayer", "getJSActions"] {
        assert!(!source.contains(part), "{part} of pdf.js is used: CVE-2026-16633 needs another look");
    }
}

#[test]
fn versions_are_compared_as_numbers() {
    for (older, newer) in [("3.9.0", "3.51.3"), ("2.11.0", "2.11.1"), ("0.3.0-rc.0", "0.3.0"), ("1.11", "1.11.1")] {
        assert!(numbers(older) < numbers(newer), "{older} is older than {newer}");
    }
    assert_eq!(numbers("1.0.0+build"), numbers("1.0.0"));
}
