//! `vouch identity`: who signs here, who is trusted, and identities that travel in PKCS#12 files.

use std::process::Command;

use serde_json::{Value, json};

use crate::vouch::{Vouch, interview, text};

/// Runs the `openssl` command beside the workspace.
fn openssl(vouch: &Vouch, line: &str) -> String {
    // A tilde stands for a space within an argument.
    let arguments = line.split(' ').map(|argument| argument.replace('~', " "));
    let run = Command::new("openssl").args(arguments).current_dir(vouch.path("")).output().unwrap();
    assert!(run.status.success(), "{line}: {}", text(&run.stderr));
    text(&run.stdout)
}

/// A PKCS#12 file with a certificate in the assessor's name that an authority issued.
fn brought(vouch: &Vouch, key: &str) -> String {
    vouch.file("req.cnf", "[req]\ndistinguished_name = dn\n[dn]\n");
    let file_passphrase = vouch.file("file-passphrase.txt", "staple battery\n");
    let make = |name: &str, subject: &str, key: &str, rest: &str| {
        let line = format!(
            "req -x509 -config req.cnf -nodes -days 300 -newkey {key} -keyout {name}.key -out {name}.pem -subj {subject} \
             -addext subjectKeyIdentifier=hash {rest}"
        );
        openssl(vouch, &line);
    };
    make("root", "/CN=Example", "rsa:2048", "-addext basicConstraints=critical,CA:TRUE -addext keyUsage=keyCertSign");
    let signer = "-addext keyUsage=critical,nonRepudiation -CA root.pem -CAkey root.key";
    make("signer", "/O=Northwind/CN=Lena~Vogt", key, signer);
    let line = format!(
        "pkcs12 -export -inkey signer.key -in signer.pem -certfile root.pem -passout file:{file_passphrase} -out signer.p12"
    );
    openssl(vouch, &line);
    vouch.path("signer.p12").to_str().unwrap().to_owned()
}

fn report(vouch: &Vouch, name: &str) -> (String, Value) {
    let assessment = vouch.record(&interview());
    let file = vouch.path(name).to_str().unwrap().to_owned();
    let answer = vouch.answer(&["report", &assessment, "--output", &file]);
    (file, answer)
}

#[test]
fn signers_are_listed_trusted_and_distrusted() {
    let (here, there) = (Vouch::new(), Vouch::new());
    let (file, signed) = report(&here, "report.pdf");
    assert_eq!(there.answer(&["identity", "list"]), json!({"identities": [], "signers": []}));
    there.answer(&["verify", &file]);
    let listed = there.answer(&["identity", "list"]);
    let signer = &listed["signers"][0];
    assert_eq!((&signer["name"], &signer["organisation"]), (&json!("Lena Vogt"), &json!("Northwind")));
    assert_eq!(signer["fingerprint"], signed["signer_fingerprint"]);
    assert_eq!((&signer["trusted_at"], &signer["trust"]), (&Value::Null, &json!("new")));
    assert!(signer["first_seen_at"].is_string());

    let fingerprint = signed["signer_fingerprint"].as_str().unwrap();
    let groups: Vec<&str> = (0..4).map(|group| &fingerprint[group * 16..group * 16 + 16]).collect();
    let mut trust = vec!["identity", "trust"];
    trust.extend(&groups);
    let listed = there.answer(&trust);
    assert_eq!(listed["signers"][0]["trust"], "known");
    assert_eq!(there.answer(&["verify", &file])["files"][0]["verdict"], "valid");
    assert!(there.told(&["identity", "list"]).contains("trusted since"));
    assert_eq!(there.answer(&["identity", "distrust", fingerprint])["signers"][0]["trust"], "new");
    assert_eq!(there.answer(&["verify", &file])["files"][0]["verdict"], "valid-unknown-signer");

    let told = here.told(&["identity", "list"]);
    assert!(told.contains("Lena Vogt, signs here") && told.contains(fingerprint), "{told}");
    assert_eq!(here.refusal(&["identity", "distrust", fingerprint]).0, "refused");
    let (_, sentence) = here.refusal(&["identity", "trust", "Lena"]);
    assert!(sentence.contains("64 digits"), "{sentence}");
    assert_eq!(here.refusal(&["identity", "distrust", &"0".repeat(64)]).0, "not-found");
}

#[test]
fn an_authoritys_identity_signs_and_others_accept_it() {
    for key in ["ec -pkeyopt ec_paramgen_curve:P-256", "ec -pkeyopt ec_paramgen_curve:P-384"] {
        let vouch = Vouch::new();
        let (before, _) = report(&vouch, "before.pdf");
        let file = brought(&vouch, key);
        let opens = vouch.path("file-passphrase.txt");
        let import = ["identity", "import", &file, "--file-passphrase-file", opens.to_str().unwrap()];
        let imported = vouch.answer(&import);
        assert_eq!(imported["identity"]["issuer"], "Example");
        assert_eq!(imported["identity"]["name"], "Lena Vogt");
        assert_eq!(vouch.answer(&["identity", "show"]), imported);
        assert_eq!(vouch.refusal(&import).0, "exists");

        let (after, signed) = report(&vouch, "after.pdf");
        assert_eq!(signed["signer_fingerprint"], imported["identity"]["fingerprint"]);
        let verified = vouch.answer(&["verify", &before, &after]);
        for file in verified["files"].as_array().unwrap() {
            assert_eq!(file["verdict"], "valid", "{file}");
        }
        let root = vouch.path("root-of-signer.pem");
        vouch.answer(&["identity", "root", root.to_str().unwrap()]);
        assert_eq!(std::fs::read(&root).unwrap(), std::fs::read(vouch.path("root.pem")).unwrap());
        crate::reports::check_by_others(&[&vouch], std::path::Path::new(&after));
    }
}

#[test]
fn an_identity_is_exported_for_another_workspace_and_for_openssl() {
    let (here, there) = (Vouch::new(), Vouch::new());
    let (_, signed) = report(&here, "report.pdf");
    let opens = here.file("file-passphrase.txt", "staple battery\n");
    let file = here.path("identity.p12");
    let file = file.to_str().unwrap();
    let export = ["identity", "export", file, "--file-passphrase-file", &opens];
    assert_eq!(here.answer(&export), json!({"file": file}));
    assert_eq!(here.refusal(&export).0, "exists");
    here.answer(&[&export[..], &["--force"]].concat());
    let told = openssl(&here, "pkcs12 -in identity.p12 -passin file:file-passphrase.txt -nokeys");
    assert_eq!(told.matches("BEGIN CERTIFICATE").count(), 2, "{told}");

    there.file("file-passphrase.txt", "another one\n");
    let wrong = there.path("file-passphrase.txt");
    let wrong = ["identity", "import", file, "--file-passphrase-file", wrong.to_str().unwrap()];
    assert_eq!(there.refusal(&wrong).0, "wrong-file-passphrase");
    let imported = there.answer(&["identity", "import", file, "--file-passphrase-file", &opens]);
    assert_eq!(imported["identity"]["fingerprint"], signed["signer_fingerprint"]);
    assert_eq!(imported["identity"]["issuer"], Value::Null);
    let short = here.file("short.txt", "staple\n");
    let (_, sentence) = here.refusal(&["identity", "export", file, "--file-passphrase-file", &short, "--force"]);
    assert!(sentence.contains("fewer than 8"), "{sentence}");
}

#[test]
fn an_rsa_identity_is_refused_by_name() {
    let vouch = Vouch::new();
    let file = brought(&vouch, "rsa:2048");
    let opens = vouch.path("file-passphrase.txt");
    let (code, sentence) =
        vouch.refusal(&["identity", "import", &file, "--file-passphrase-file", opens.to_str().unwrap()]);
    assert!(code == "refused" && sentence.contains("an RSA key") && sentence.contains("P-256 or P-384"), "{sentence}");
    assert_eq!(vouch.answer(&["identity", "show"]), json!({"identity": null}));
}
