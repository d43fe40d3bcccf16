use super::super::Identity;
use super::super::authority::{AUTHORITY, Authority, FILE_PASSPHRASE, P256, P384, RSA, SIGNER, while_valid};
use super::super::fixture::{Drawn, NAME, PASSPHRASE, identity};
use super::*;
use crate::domain::moment::Moment;

fn import_at(file: &[u8], passphrase: &str, now: Moment) -> Result<Identity> {
    Identity::import(file, passphrase, PASSPHRASE, now, &mut Drawn::from(5))
}

fn import(file: &[u8]) -> Result<Identity> {
    import_at(file, FILE_PASSPHRASE, while_valid())
}

/// The sentence with which a file is refused.
fn refusal(file: &[u8]) -> String {
    import(file).expect_err("refused").message().to_owned()
}

#[test]
fn files_of_the_openssl_command_are_read() {
    for key in [P256, P384] {
        let authority = Authority::with_chain(key);
        let ways = [
            "",
            "-keypbe AES-128-CBC -certpbe AES-256-CBC -macalg SHA512 -iter 10000",
            "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg SHA1 -iter 1",
            "-certpbe NONE",
            "-nomac",
        ];
        for way in ways {
            // In the wrong order, and with one that has nothing to do with the signer.
            authority.issue("stranger", "/CN=Stranger", P256, None, AUTHORITY);
            let file = authority.export("signer", &["stranger", "root", "between"], way);
            let imported = import(&file).unwrap_or_else(|error| panic!("{key}, {way}: {error}"));
            assert_eq!((imported.name(), imported.organisation()), (NAME, Some("Northwind")));
            assert_eq!(imported.issuer().as_deref(), Some("Example Signers"));
            assert_eq!(imported.root_pem().expect("a root").as_bytes(), authority.read("root.pem"), "{way}");
            assert!(imported.unlock(PASSPHRASE).is_ok(), "{key}, {way}");
            let others = [imported.intermediates().expect("DER"), imported.root().expect("DER")].concat();
            let kept = Identity::restore(imported.leaf(), &others, imported.encrypted_key().to_owned(), while_valid());
            assert_eq!(kept.expect("restored"), imported);
        }
    }
}

/// What Firefox and Thunderbird write: BER, with strings in pieces.
#[test]
fn files_of_nss_are_read() {
    let authority = Authority::with_chain(P384);
    authority.write("in.p12", &authority.export("signer", &["between", "root"], "-name signer"));
    // A tilde stands for a space within an argument.
    let line = |line: &str| line.split(' ').map(|argument| argument.replace('~', " ")).collect::<Vec<_>>();
    let run = |program: &str, arguments: &[String]| {
        authority.run(program, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    };
    run("certutil", &line("-N --empty-password -d sql:."));
    run("pk12util", &line("-i in.p12 -d sql:. -w passphrase"));
    for way in ["", " -c AES-128-CBC -C none", " -c PKCS~#12~V2~PBE~With~SHA-1~and~3KEY~Triple~DES-CBC"] {
        run("pk12util", &line(&format!("-o out.p12 -n signer -d sql:. -w passphrase{way}")));
        let file = authority.read("out.p12");
        assert_eq!(file[..2], [0x30, 0x80], "a length that is not known in advance");
        let imported = import(&file).unwrap_or_else(|error| panic!("{way}: {error}"));
        assert_eq!((imported.name(), imported.issuer().as_deref()), (NAME, Some("Example Signers")));
    }
}

#[test]
fn a_certificate_can_stand_alone() {
    let authority = Authority::with_chain(P256);
    let imported = import(&authority.export("signer", &[], "")).expect("the leaf alone");
    assert_eq!(imported.root().expect("DER"), imported.leaf());
    authority.issue("self", "/CN=Lena Vogt", P384, None, &["keyUsage=digitalSignature"]);
    let own = import(&authority.export("self", &[], "")).expect("self-signed");
    assert_eq!((own.name(), own.issuer()), ("Lena Vogt", None));
}

#[test]
fn what_cannot_be_read_is_refused_with_a_sentence() {
    let authority = Authority::with_chain(P256);
    let file = authority.export("signer", &["between", "root"], "");
    for wrong in ["", "staple", "staple Žluťoučký "] {
        assert_eq!(
            import_at(&file, wrong, while_valid()).expect_err(wrong).code(),
            Code::WrongFilePassphrase,
            "{wrong}"
        );
    }
    let without_mac = authority.export("signer", &["between", "root"], "-nomac");
    assert_eq!(import_at(&without_mac, "staple", while_valid()).expect_err("wrong").code(), Code::WrongFilePassphrase);
    for damaged in [&file[..file.len() - 1], b"", b"-----BEGIN CERTIFICATE-----", &[file.clone(), vec![0]].concat()] {
        assert!(refusal(damaged).contains("no PKCS#12 file"), "{damaged:?}");
    }
    assert!(refusal(&vec![0x30; LIMIT + 1]).contains("larger than 1 MiB"));
    let old = authority.export("signer", &[], "-legacy -certpbe PBE-SHA1-RC2-40 -macalg SHA1");
    let sentence = refusal(&old);
    assert!(sentence.contains("RC2") && sentence.contains("openssl pkcs12 -legacy -in"), "{sentence}");
}

/// No changed byte makes the program panic, or gives other certificates.
#[test]
fn a_damaged_file_is_refused_or_the_same() {
    let authority = Authority::with_chain(P256);
    let file = authority.export("signer", &["between", "root"], "-iter 1");
    let imported = import(&file).expect("imported");
    for index in (0..file.len()).step_by(7) {
        let mut changed = file.clone();
        changed[index] ^= 0x41;
        if let Ok(read) = read(&changed, FILE_PASSPHRASE) {
            // A few bytes stand outside of what the passphrase protects, and say nothing of the identity.
            assert!(read.certificates.contains(&imported.leaf().to_vec()), "byte {index}");
        }
    }
}

#[test]
fn only_keys_that_reports_are_signed_with_are_taken() {
    let authority = Authority::new();
    for (key, said) in [
        (RSA, "an RSA key"),
        ("ed25519", "an Ed25519 key"),
        ("ec -pkeyopt ec_paramgen_curve:P-521", "the curve secp521r1"),
        ("ec -pkeyopt ec_paramgen_curve:secp256k1", "the curve secp256k1"),
        ("ec -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit", "can't be read"),
    ] {
        authority.issue("signer", "/CN=Lena Vogt", key, None, SIGNER);
        let sentence = refusal(&authority.export("signer", &[], ""));
        assert!(sentence.contains(said), "{key}: {sentence}");
    }
}

#[test]
fn a_file_holds_one_key_with_its_certificate() {
    let authority = Authority::with_chain(P256);
    authority.openssl(
        &"pkcs12 -export -nokeys -in signer.pem -passout file:passphrase -out none.p12".split(' ').collect::<Vec<_>>(),
    );
    assert!(refusal(&authority.read("none.p12")).contains("no private key"));
    authority.issue("other", "/CN=Somebody Else", P256, None, SIGNER);
    let foreign =
        format!("{}{}", "pkcs12 -export -inkey signer.key ", "-in both.pem -passout file:passphrase -out f.p12");
    authority.write("both.pem", &[authority.read("signer.pem"), authority.read("other.pem")].concat());
    authority.openssl(&foreign.split(' ').collect::<Vec<_>>());
    assert_eq!(import(&authority.read("f.p12")).expect("its own certificate is in it").name(), NAME);
    authority.openssl(
        &"pkcs12 -export -nocerts -inkey signer.key -passout file:passphrase -out bare.p12"
            .split(' ')
            .collect::<Vec<_>>(),
    );
    assert!(refusal(&authority.read("bare.p12")).contains("without its certificate"));
    authority
        .openssl(&"pkcs8 -topk8 -nocrypt -in signer.key -outform DER -out signer.p8".split(' ').collect::<Vec<_>>());
    let key = authority.read("signer.p8");
    assert!(refusal(&structure::file_of_keys(&[&key])).contains("without its certificate"));
    assert!(refusal(&structure::file_of_keys(&[&key, &key])).contains("holds 2 private keys"));
    assert!(refusal(&structure::file_of_keys(&[b"\x05\x00"])).contains("can't be read"));
}

#[test]
fn a_certificate_has_to_be_a_signers_and_in_its_time() {
    let authority = Authority::with_chain(P256);
    let refused = |extensions: &[&str], others: &[&str], said: &str| {
        authority.issue("other", "/CN=Lena Vogt", P256, others.first().copied(), extensions);
        let sentence = refusal(&authority.export("other", others, ""));
        assert!(sentence.contains(said), "{extensions:?}: {sentence}");
    };
    refused(&["keyUsage=keyEncipherment"], &[], "not for signing");
    refused(&["1.2.3.4=critical,ASN1:NULL"], &[], "a critical extension");
    refused(SIGNER, &["signer"], "not one of an authority");
    authority.issue("small", "/CN=Small", P256, None, &["basicConstraints=critical,CA:TRUE,pathlen:0"]);
    authority.issue("below", "/CN=Below", P256, Some("small"), AUTHORITY);
    refused(SIGNER, &["below", "small"], "as many authorities below it");
    authority.issue("weak", "/CN=Weak", "rsa:1024", None, AUTHORITY);
    refused(SIGNER, &["weak"], "was not signed with its issuer’s key");
    authority.issue("mute", "/CN=Mute", P256, None, &["basicConstraints=CA:TRUE", "keyUsage=digitalSignature"]);
    refused(SIGNER, &["mute"], "not for certificates");
    // Of the same name, with another key.
    authority.issue("root", "/O=Example/CN=Example Root", RSA, None, AUTHORITY);
    let sentence = refusal(&authority.export("signer", &["between", "root"], ""));
    assert!(sentence.contains("issuer's certificate was not signed"), "{sentence}");

    let file = authority.export("signer", &["between"], "");
    for time in ["2001-03-02T09:30:00Z", "2190-03-02T09:30:00Z"] {
        let error = import_at(&file, FILE_PASSPHRASE, Moment::parse(time).expect(time)).expect_err(time);
        assert!(error.message().contains("this machine’s clock says"), "{error}");
    }
}

#[test]
fn a_chain_has_to_fit_into_a_report() {
    let authority = Authority::new();
    authority.issue("a0", "/CN=Authority 0", P256, None, AUTHORITY);
    for number in 1..=4 {
        let (name, above) = (format!("a{number}"), format!("a{}", number - 1));
        authority.issue(&name, &format!("/CN=Authority {number}"), P256, Some(&above), AUTHORITY);
    }
    authority.issue("signer", "/CN=Lena Vogt", P256, Some("a3"), SIGNER);
    import(&authority.export("signer", &["a0", "a1", "a2", "a3"], "")).expect("five certificates");
    authority.issue("signer", "/CN=Lena Vogt", P256, Some("a4"), SIGNER);
    let sentence = refusal(&authority.export("signer", &["a0", "a1", "a2", "a3", "a4"], ""));
    assert!(sentence.contains("more than 5"), "{sentence}");
    let long = format!("nsComment={}", "long ".repeat(1500));
    authority.issue("signer", "/CN=Lena Vogt", P256, None, &[&long]);
    let sentence = refusal(&authority.export("signer", &[], ""));
    assert!(sentence.contains("more room"), "{sentence}");
}

#[test]
fn what_is_exported_is_read_again_here_and_elsewhere() {
    let file = identity().export(PASSPHRASE, FILE_PASSPHRASE).expect("exported");
    assert_eq!(identity().export("wrong", FILE_PASSPHRASE).expect_err("refused").code(), Code::WrongPassphrase);
    let again = import_at(&file, FILE_PASSPHRASE, identity().created_at()).expect("imported");
    assert_eq!((again.fingerprint(), again.issuer()), (identity().fingerprint(), None));
    assert_eq!(again.root().expect("DER"), identity().root().expect("DER"));
    let elsewhere = Authority::new();
    elsewhere.write("exported.p12", &file);
    let told = elsewhere.openssl(&["pkcs12", "-in", "exported.p12", "-passin", "file:passphrase", "-nodes", "-info"]);
    assert!(told.contains("BEGIN PRIVATE KEY") && told.matches("BEGIN CERTIFICATE").count() == 2, "{told}");
    let authority = Authority::with_chain(P384);
    let brought = import(&authority.export("signer", &["root", "between"], "")).expect("imported");
    let file = brought.export(PASSPHRASE, FILE_PASSPHRASE).expect("exported");
    let again = import(&file).expect("imported again");
    assert_eq!(again.intermediates().expect("DER"), brought.intermediates().expect("DER"));
}
