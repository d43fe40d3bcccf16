use super::*;

fn counting() -> impl FnMut(&mut [u8]) -> Result<()> {
    let mut next = 0_u8;
    move |bytes| {
        for byte in bytes {
            next = next.wrapping_add(1);
            *byte = next;
        }
        Ok(())
    }
}

const WORKSPACE: Uuid = Uuid::from_u128(7);

fn made() -> (KeyFile, Secrets) {
    KeyFile::create(WORKSPACE, "correct horse", KeyCost::NONE, &mut counting()).expect("a key file")
}

fn known(passphrase: &str) -> Knowledge<'_> {
    Knowledge::Passphrase(passphrase)
}

#[test]
fn what_was_sealed_is_opened_by_what_is_known_and_by_nothing_else() {
    let (mut file, secrets) = made();
    let code = RecoveryCode::new([9; 20]);
    assert_eq!(file.open(&Knowledge::Code(&code)).err().expect("no code yet").code(), Code::WrongPassphrase);
    file.seal(&secrets, &Knowledge::Code(&code), KeyCost::NONE, &mut counting()).expect("sealed");
    for knowledge in [known("correct horse"), Knowledge::Code(&code)] {
        let opened = file.open(&knowledge).expect("opened");
        assert_eq!(opened.data_key().raw(), secrets.data_key().raw());
        assert_eq!(opened.signing_passphrase(), secrets.signing_passphrase());
    }
    assert_ne!(secrets.data_key().raw()[2..66], secrets.signing_passphrase()[..]);
    for wrong in ["", "correct", "Correct horse", "correct horse "] {
        assert_eq!(file.open(&known(wrong)).err().expect(wrong).code(), Code::WrongPassphrase);
    }
    let other = RecoveryCode::new([8; 20]);
    assert_eq!(file.open(&Knowledge::Code(&other)).err().expect("another code").code(), Code::WrongPassphrase);
}

#[test]
fn another_passphrase_takes_the_place_of_the_first_and_the_secrets_stay() {
    let (mut file, secrets) = made();
    file.seal(&secrets, &known("battery staple"), KeyCost::NONE, &mut counting()).expect("sealed");
    assert!(file.open(&known("correct horse")).is_err());
    assert_eq!(file.open(&known("battery staple")).expect("opened").data_key().raw(), secrets.data_key().raw());
}

#[test]
fn it_is_kept_in_a_file_in_which_no_secret_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(KeyFile::read(folder.path()).expect("no file").is_none());
    let (file, secrets) = made();
    file.write(folder.path()).expect("written");
    file.write(folder.path()).expect("written over");
    assert_eq!(KeyFile::read(folder.path()).expect("read"), Some(file));
    let text = fs::read_to_string(folder.path().join(FILE)).expect("the file");
    assert!(!text.contains(&secrets.data_key().raw()[2..66]) && !text.contains(&*secrets.signing_passphrase()));
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "no temporary file stays");
}

#[test]
fn a_seal_stands_only_where_it_was_made() {
    let (mut file, secrets) = made();
    let code = RecoveryCode::new([9; 20]);
    file.seal(&secrets, &Knowledge::Code(&code), KeyCost::NONE, &mut counting()).expect("sealed");
    let mut elsewhere = file.clone();
    elsewhere.workspace = Uuid::from_u128(8);
    assert!(elsewhere.open(&known("correct horse")).is_err());
    let mut swapped = file;
    swapped.code = Some(swapped.passphrase.clone());
    assert!(swapped.open(&Knowledge::Code(&code)).is_err());
}

#[test]
fn no_changed_byte_opens_anything_else() {
    let (file, secrets) = made();
    let text = file.json().expect("json");
    for place in 0..text.len() {
        let mut changed = text.clone();
        changed[place] ^= 1;
        let opened = KeyFile::parse(&changed).and_then(|file| file.open(&known("correct horse")));
        if let Ok(opened) = opened {
            // White space and the like.
            assert_eq!(opened.data_key().raw(), secrets.data_key().raw(), "{place}");
        }
    }
}

#[test]
fn a_file_that_asks_for_too_much_or_comes_from_a_newer_version_is_refused() {
    let text = String::from_utf8(made().0.json().expect("json")).expect("text");
    let parse = |text: String| KeyFile::parse(text.as_bytes());
    let greedy = parse(text.replace("\"memory_kib\": 8", "\"memory_kib\": 4000000000")).expect("parsed");
    assert_eq!(greedy.open(&known("correct horse")).err().expect("refused").code(), Code::Damaged);
    let slow = parse(text.replace("\"passes\": 1", "\"passes\": 4000000000")).expect("parsed");
    assert_eq!(slow.open(&known("correct horse")).err().expect("refused").code(), Code::Damaged);
    let newer = parse(text.replace("\"format\": 1", "\"format\": 2, \"more\": true")).expect_err("newer");
    assert_eq!(newer.code(), Code::NewerWorkspace);
    assert_eq!(parse(text.replace("argon2id", "rot13")).expect_err("unknown").code(), Code::Damaged);
    assert_eq!(parse(String::new()).expect_err("empty").code(), Code::Damaged);
}
