use proptest::prelude::*;

use super::*;

/// What one event of a made-up chain is about.
type Seed = (u8, String, String, bool);

fn at(second: u8) -> Moment {
    Moment::parse(&format!("2026-03-02T12:00:{:02}+01:00", second % 60)).expect("a moment")
}

fn payload(text: &str, salt: u8) -> Payload {
    Payload { salt: vec![salt; SALT], text: text.to_owned() }
}

fn deed(actor: &str, action: Action, second: u8) -> Deed {
    Deed {
        at: at(second),
        monotonic: Some(i64::from(second)),
        actor: actor.to_owned(),
        action,
        subject: Subject::new(SubjectKind::Interview, &"i"),
        interview: Some(Uuid::from_u128(7)),
    }
}

/// A chain that is whole.
fn chain(seeds: &[Seed]) -> Vec<Entry> {
    let mut head = Head::default();
    let mut entries = Vec::new();
    for (salt, actor, text, monotonic) in seeds {
        let deed = Deed { monotonic: monotonic.then_some(i64::from(*salt)), ..deed(actor, Action::Changed, *salt) };
        let payload = payload(text, *salt);
        let event = Event::after(&head, &deed, &payload);
        head = event.head();
        entries.push((event, Some(payload)));
    }
    entries
}

fn head_of(entries: &[Entry]) -> Head {
    entries.last().map(|(event, _)| event.head()).unwrap_or_default()
}

/// Numbers and links the events anew, as somebody would who knows how the chain is made.
fn rehashed(mut entries: Vec<Entry>, from: usize) -> Vec<Entry> {
    let mut head = head_of(&entries[..from]);
    for (event, payload) in &mut entries[from..] {
        event.sequence = head.sequence + 1;
        event.previous.clone_from(&head.hash);
        if let Some(payload) = payload {
            event.commitment = payload.commitment();
        }
        event.hash = event.computed_hash();
        head = event.head();
    }
    entries
}

fn located(entries: &[Entry], known: &[Head]) -> Vec<i64> {
    verify(entries, known).findings.into_iter().map(|finding| finding.sequence).collect()
}

/// Every member of an event, changed.
fn edits(event: &Event) -> Vec<Event> {
    let digit = |text: &str| text.replacen(|it: char| it.is_ascii_hexdigit(), "g", 1);
    let other = event.clone();
    vec![
        Event { at: "2026-03-02T12:30:00+01:00".to_owned(), ..other.clone() },
        Event { monotonic: event.monotonic.map_or(Some(0), |it| it.checked_add(1)), ..other.clone() },
        Event { monotonic: event.monotonic.map_or(Some(1), |_| None), ..other.clone() },
        Event { actor: format!("{}x", event.actor), ..other.clone() },
        Event { action: "undone".to_owned(), ..other.clone() },
        Event { action: "something".to_owned(), ..other.clone() },
        Event { subject_kind: "report".to_owned(), ..other.clone() },
        Event { subject: String::new(), ..other.clone() },
        Event { interview: None, ..other.clone() },
        Event { interview: Some("x".to_owned()), ..other.clone() },
        Event { commitment: digit(&event.commitment), ..other.clone() },
        Event { previous: digit(&event.previous), ..other.clone() },
        Event { hash: digit(&event.hash), ..other },
    ]
}

fn seeds() -> impl Strategy<Value = Vec<Seed>> {
    prop::collection::vec((any::<u8>(), "\\PC{0,12}", "\\PC{0,12}", any::<bool>()), 2..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_chain_that_nobody_touched_is_whole(seeds in seeds()) {
        let entries = chain(&seeds);
        let known: Vec<Head> = entries.iter().map(|(event, _)| event.head()).collect();
        let verdict = verify(&entries, &known);
        prop_assert!(verdict.is_intact(), "{verdict:?}");
        prop_assert_eq!(verdict.events, seeds.len() as u64);
        prop_assert_eq!(verdict.head, head_of(&entries));
    }

    #[test]
    fn every_edit_is_located(seeds in seeds()) {
        let entries = chain(&seeds);
        let known = [head_of(&entries)];
        for place in 0..entries.len() {
            let here = entries[place].0.sequence;
            for edited in edits(&entries[place].0) {
                let mut touched = entries.clone();
                touched[place].0 = edited.clone();
                prop_assert!(located(&touched, &[]).contains(&here), "{edited:?}");
                // Whoever also makes the hash right contradicts the event that follows, or the head that is known.
                touched[place].0.hash = edited.computed_hash();
                if touched == entries {
                    continue; // Only the hash had been changed.
                }
                let found = located(&touched, &known);
                prop_assert!(found.contains(&here) || found.contains(&(here + 1)), "{edited:?} {found:?}");
                // Whoever makes all that follows right, too, contradicts the head.
                if edited.computed_hash() != entries[place].0.hash && edited.previous == entries[place].0.previous
                    && edited.commitment == entries[place].0.commitment {
                    let rewritten = rehashed(touched, place);
                    prop_assert!(verify(&rewritten, &[]).is_intact());
                    prop_assert_eq!(located(&rewritten, &known), [known[0].sequence]);
                }
            }
        }
    }

    #[test]
    fn changed_values_are_located(seeds in seeds()) {
        let entries = chain(&seeds);
        for place in 0..entries.len() {
            let here = entries[place].0.sequence;
            let kept = entries[place].1.clone().expect("values");
            let mut salted = kept.clone();
            salted.salt[0] ^= 1;
            for other in [Payload { text: format!("{} ", kept.text), ..kept.clone() }, salted] {
                let mut touched = entries.clone();
                touched[place].1 = Some(other);
                prop_assert_eq!(located(&touched, &[]), [here]);
            }
            let mut gone = entries.clone();
            gone[place].1 = None;
            prop_assert_eq!(verify(&gone, &[]).findings, [Finding::new(here, Problem::PayloadMissing { until: here })]);
        }
    }

    #[test]
    fn every_deletion_is_located(seeds in seeds()) {
        let entries = chain(&seeds);
        let known = [head_of(&entries)];
        for first in 0..entries.len() {
            for last in first..entries.len() {
                let mut rest = entries.clone();
                rest.drain(first..=last);
                let gone = i64::try_from(first).expect("a number") + 1;
                prop_assert_eq!(located(&rest, &known)[0], gone);
                if last + 1 < entries.len() {
                    let until = i64::try_from(last).expect("a number") + 1;
                    let missing = Finding::new(gone, Problem::Missing { until });
                    prop_assert_eq!(verify(&rest, &[]).findings, [missing]);
                    // Renumbered: the first one that moved is no longer what was hashed.
                    let mut renumbered = rest.clone();
                    for (event, _) in &mut renumbered[first..] {
                        event.sequence -= i64::try_from(last - first).expect("a number") + 1;
                    }
                    prop_assert!(located(&renumbered, &[]).contains(&gone));
                }
            }
        }
    }

    #[test]
    fn every_swap_is_located(seeds in seeds()) {
        let entries = chain(&seeds);
        for one in 0..entries.len() {
            for other in one + 1..entries.len() {
                let mut moved = entries.clone();
                moved.swap(one, other);
                let (low, high) = (entries[one].0.sequence, entries[other].0.sequence);
                let found = located(&moved, &[]);
                prop_assert!(found.contains(&low), "{low} {high} {found:?}");
                // The same with their numbers exchanged, so that a reader who sorts sees them in order.
                let mut renumbered = moved.clone();
                (renumbered[one].0.sequence, renumbered[other].0.sequence) = (low, high);
                let found = located(&renumbered, &[]);
                prop_assert!(found.contains(&low) && found.contains(&high), "{low} {high} {found:?}");
            }
        }
    }

    #[test]
    fn every_insertion_is_located(seeds in seeds()) {
        let entries = chain(&seeds);
        let known = [head_of(&entries)];
        for place in 0..=entries.len() {
            let before = head_of(&entries[..place]);
            let values = payload("forged", 1);
            let forged = Event::after(&before, &deed("Mallory", Action::Changed, 1), &values);
            let here = forged.sequence;
            let mut more = entries.clone();
            more.insert(place, (forged, Some(values)));
            if place < entries.len() {
                // What stood there before now stands in the way, whoever is taken for the right one.
                prop_assert!(located(&more, &[]).contains(&here));
                let rewritten = rehashed(more, place);
                prop_assert_eq!(located(&rewritten, &known), [known[0].sequence]);
            } else {
                // At the end it is what the program itself does.
                prop_assert!(verify(&more, &known).is_intact());
            }
        }
    }

    #[test]
    fn every_cut_is_located(seeds in seeds()) {
        let entries = chain(&seeds);
        let known = head_of(&entries);
        for left in 0..entries.len() {
            let next = i64::try_from(left).expect("a number") + 1;
            let cut = Finding::new(next, Problem::CutOff { known: known.sequence });
            prop_assert_eq!(&verify(&entries[..left], std::slice::from_ref(&known)).findings, &[cut]);
            prop_assert!(verify(&entries[..left], &[]).is_intact(), "without a head nobody can tell");
        }
    }
}

/// What an event says was lost is still found, with the event; anything else that is missing is not explained by it.
#[test]
fn a_loss_explains_what_it_names_and_nothing_else() {
    let seeds: Vec<Seed> = (0..9).map(|number| (number, "Lena".to_owned(), "{}".to_owned(), true)).collect();
    let mut left = chain(&seeds);
    let noted = [left[7].0.head(), Head { sequence: 8, hash: "f".repeat(64) }];
    left.drain(2..5);
    left[0].1 = None;
    let found = verify(&left, &noted).findings;
    let because = Because { at: 7, reason: Reason::Salvaged };
    let explained = |loss: Loss, entries: &[Entry]| {
        let mut verifier = Verifier::new(&noted);
        entries.iter().for_each(|(event, payload)| verifier.add(event, payload.as_ref()));
        verifier.explain(loss);
        verifier.finish()
    };
    let loss = Loss::of(&verify(&left, &[]), because, true, true, 6);
    assert_eq!((&loss.entries[..], &loss.values[..]), (&[3..=5][..], &[1..=1][..]));
    let verdict = explained(loss.clone(), &left);
    assert_eq!(verdict.losses, [because]);
    assert!(!verdict.is_intact());
    assert_eq!(verdict.findings.len(), found.len());
    for finding in &verdict.findings {
        assert_eq!(finding.because, Some(because), "{finding:?}");
        assert!(finding.sentence().contains("salvaged (entry 7)"), "{}", finding.sentence());
    }
    // Another one that goes afterwards is nobody's loss but the thief's.
    let mut more = left.clone();
    more.remove(4);
    let unexplained: Vec<_> = explained(loss, &more).findings.into_iter().filter(|it| it.because.is_none()).collect();
    assert_eq!(unexplained, [Finding::new(8, Problem::Missing { until: 8 })]);
    // Where everything could be read, nothing that is missing was lost in reading.
    let nothing = Loss::of(&verify(&left, &[]), because, false, false, 6);
    assert!(explained(nothing, &left).findings.iter().all(|finding| finding.because.is_none()));
    // An end that nobody can read any more counts as lost as well.
    assert_eq!(Loss::of(&verify(&left[..2], &[]), because, true, true, 6).entries, [3..=6]);
}

#[test]
fn members_that_run_into_each_other_differ() {
    let event = |actor: &str, action: &str, interview: Option<&str>, monotonic| {
        let event = Event {
            sequence: 1,
            at: "t".to_owned(),
            monotonic,
            actor: actor.to_owned(),
            action: action.to_owned(),
            subject_kind: "k".to_owned(),
            subject: "s".to_owned(),
            interview: interview.map(str::to_owned),
            commitment: "c".to_owned(),
            previous: "p".to_owned(),
            hash: String::new(),
        };
        event.computed_hash()
    };
    let hashes = [
        event("ab", "c", None, None),
        event("a", "bc", None, None),
        event("ab", "c", Some(""), None),
        event("ab", "c", Some("0"), None),
        event("ab", "c", None, Some(0)),
        event("ab", "c", None, Some(1)),
    ];
    for (number, hash) in hashes.iter().enumerate() {
        assert!(!hashes[..number].contains(hash), "{number}");
    }
}

/// Chains outlive versions of the program: this one has to have the same hash forever. The expected ones were computed by
/// another program from the description of the encoding.
#[test]
fn the_encoding_stays_what_it_is() {
    let values = payload("{\"new\":1,\"old\":null}", 7);
    let first = Event::after(&Head::default(), &deed("Lena Vogt", Action::InterviewBegun, 0), &values);
    assert_eq!(first.commitment, "f04d841e9fdee31d4f4e1bcc82092185d605d1346b864211e609850f4b4994d6");
    assert_eq!(first.hash, "0ea8aaff3296699d9ffc2853bc1b762e14c834490c64e7b77e1967779bc2a4fd");
}

#[test]
fn what_the_program_erases_is_no_fault() {
    let mut entries =
        chain(&[(1, "a".to_owned(), "one".to_owned(), true), (2, "a".to_owned(), "two".to_owned(), true)]);
    entries[1].1 = None;
    assert_eq!(located(&entries, &[]), [2]);
    for action in Action::ALL {
        let values = payload("end", 3);
        let last = Event::after(&head_of(&entries), &deed("a", *action, 3), &values);
        let mut longer = entries.clone();
        longer.push((last.clone(), Some(values)));
        let verdict = verify(&longer, &[]);
        assert_eq!(verdict.is_intact(), action.erases(), "{action:?}");
        assert_eq!(verdict.erased, u64::from(action.erases()), "{action:?}");
        // Another interview's end explains nothing.
        longer[2].0.interview = Some(Uuid::from_u128(8).to_string());
        longer[2].0.hash = longer[2].0.computed_hash();
        assert_eq!(located(&longer, &[]), [2], "{action:?}");
    }
}

#[test]
fn a_clock_that_ran_back_is_a_remark() {
    let seed = |second| (second, "a".to_owned(), String::new(), true);
    let verdict = verify(&chain(&[seed(10), seed(20), seed(15), seed(16), seed(16)]), &[]);
    assert!(verdict.is_intact());
    assert_eq!(verdict.clock_ran_back, [3]);
}

#[test]
fn names_are_unique_and_read_back() {
    for action in Action::ALL {
        assert_eq!(Action::from_name(action.name()), Some(*action));
    }
    for kind in SubjectKind::ALL {
        assert_eq!(SubjectKind::from_name(kind.name()), Some(*kind));
    }
    assert_eq!(Action::from_name("nothing"), None);
}
