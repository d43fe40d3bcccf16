//! The window is killed at random moments of an interview: what it had shown as saved is there when it opens again.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use fantoccini::key::Key;
use vouchsafe_core::domain::interview::Assessment;
use vouchsafe_core::domain::rating::Rating;

use crate::window::{Home, Window};

const KILLS: usize = 50;
/// The longest time from a window that is ready to its end, in milliseconds.
const LONGEST: u64 = 1_500;

/// What the window had shown as saved.
#[derive(Default)]
struct Acknowledged {
    /// Marks that were typed into notes and answers; each is typed once.
    words: Vec<String>,
    /// The latest rating of a statement, by level and ordinal.
    ratings: Vec<((u8, u16), char)>,
}

#[tokio::test]
async fn what_was_shown_as_saved_survives_fifty_power_cuts() {
    let home = Home::new().await;
    let window = Window::open(&home).await;
    window.click("new-interview").await;
    window.type_into("candidate", "Amara Okafor").await;
    window.type_into("assessor", "Lena Vogt").await;
    window.press(&Key::Enter.to_string()).await;
    window.find("rating-fully").await;
    window.kill().await;

    let acknowledged = Arc::new(Mutex::new(Acknowledged::default()));
    let mut random = u64::from(std::process::id());
    for round in 0..KILLS {
        let window = Window::open(&home).await;
        window.find("resume").await;
        window.press(&Key::Enter.to_string()).await;
        window.find("rating-fully").await;
        // Xorshift: which moments they are does not matter, only that they differ.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let until = Duration::from_millis(random % LONGEST);
        tokio::select! {
            () = work(&window, round, &acknowledged) => {}
            () = tokio::time::sleep(until) => {}
        }
        window.kill().await;
        check(&home, &acknowledged.lock().unwrap(), round);
    }
    let acknowledged = acknowledged.lock().unwrap();
    println!("{} texts and {} ratings were acknowledged", acknowledged.words.len(), acknowledged.ratings.len());
    assert!(acknowledged.words.len() > KILLS / 2 && !acknowledged.ratings.is_empty(), "too little was done");
}

/// Rates, writes a note and an answer, statement after statement, until it is cut off.
async fn work(window: &Window, round: usize, acknowledged: &Mutex<Acknowledged>) {
    for step in 0.. {
        // Up and down through the levels, so that many statements are met.
        window.press(if (round / 12).is_multiple_of(2) { "j" } else { "k" }).await;
        let place = place(window).await;
        let rating = ['1', '2', '3', '4'][(round + step) % 4];
        // From here on until it is shown as saved, either of two ratings may be on disk.
        acknowledged.lock().unwrap().ratings.retain(|(at, _)| *at != place);
        window.press(&rating.to_string()).await;
        let words = |kind: char| format!("{kind}{round}x{step};");
        window.press(&Key::Enter.to_string()).await;
        window.press(&words('n')).await;
        window.press(&Key::Escape.to_string()).await;
        saved(window).await;
        {
            let mut acknowledged = acknowledged.lock().unwrap();
            acknowledged.words.push(words('n'));
            acknowledged.ratings.push((place, rating));
        }
        window.press("q").await;
        window.press(&Key::Tab.to_string()).await;
        window.press(&words('a')).await;
        window.press(&Key::Escape.to_string()).await;
        saved(window).await;
        acknowledged.lock().unwrap().words.push(words('a'));
    }
}

async fn saved(window: &Window) {
    window.text_when("saved", |text| text.contains("Saved")).await;
}

/// The statement that is shown.
async fn place(window: &Window) -> (u8, u16) {
    let text = window.text_when("statement-place", |text| text.contains("Statement")).await;
    let numbers: Vec<u16> =
        text.split(|it: char| !it.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
    (u8::try_from(numbers[0]).unwrap(), numbers[1])
}

fn check(home: &Home, acknowledged: &Acknowledged, round: usize) {
    let mut workspace = home.open_workspace();
    let id = workspace.overview().unwrap().drafts[0].entry.assessment;
    let assessment: Assessment = workspace.assessment(id).unwrap().assessment;
    let written: String = assessment
        .responses
        .values()
        .map(|response| {
            let answers: String = response.questions.iter().map(|question| question.answered.clone()).collect();
            format!("{} {answers} ", response.note)
        })
        .collect();
    for words in &acknowledged.words {
        assert!(written.contains(words), "round {round}: {words} was shown as saved, and is lost");
    }
    for (at, rating) in &acknowledged.ratings {
        let found = assessment.responses.iter().find(|(it, _)| (it.level.number(), it.ordinal) == *at);
        let found = found.and_then(|(_, response)| response.finding.rating());
        let expected = Rating::ALL[rating.to_digit(10).unwrap() as usize - 1];
        assert_eq!(found, Some(expected), "round {round}: the rating of {at:?} that was shown as saved");
    }
}
