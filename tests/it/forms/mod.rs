//! Directives of our own making, with their truth, and how much of it is read.
//!
//! Four forms: letters and acts of the State and of the Party. A plan of what a directive says is
//! drawn first, then written out as an office would print it (columns in any order, blank numbers,
//! broken lines, pages that end inside an item, traps), then read and scored field by field.
//!
//! * `TRACUU_FORMS_SEED`, `TRACUU_FORMS_COUNT`: other directives, or more of them, than the test has.
//! * `TRACUU_FORMS_SHOW=state-letter:17` with `cargo test --test it forms:: -- --nocapture`: the
//!   text of one of them, what it says, what was read.
//! * `TRACUU_FORMS_WRONG=subject` (a field, `citations`, `relations`, `deadlines`): every wrong one
//!   is printed, not only the first few.

mod act;
mod cited;
mod desk;
mod dues;
mod foot;
mod head;
mod letter;
mod offices;
mod print;
mod random;
mod score;
mod sections;
mod traps;
mod truth;
mod words;

use desk::Desk;
use offices::Office;
use print::Block;
use random::Random;
use score::Score;
use std::env;
use tracuu::document::Page;
use truth::Truth;

/// The seed of the committed run.
const SEED: u64 = 20_261_122;
/// Directives of a form.
const COUNT: u64 = 300;

/// The least that is to be right, of 1.
struct Least {
    fields: f64,
    citations: f64,
    details: f64,
    relations: f64,
    deadlines: f64,
}

const LEAST: Least =
    Least { fields: 0.99, citations: 0.995, details: 0.98, relations: 0.98, deadlines: 0.98 };

/// A form of directive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    StateLetter,
    StateAct,
    PartyLetter,
    PartyAct,
}

const FORMS: [(Form, &str); 4] = [
    (Form::StateLetter, "state-letter"),
    (Form::StateAct, "state-act"),
    (Form::PartyLetter, "party-letter"),
    (Form::PartyAct, "party-act"),
];

/// A directive: what it says, and how it is printed.
struct Paper {
    truth: Truth,
    pages: Vec<Page>,
}

/// Kinds of acts and their letters.
const STATE_ACTS: [(&str, &str); 14] = [
    ("Quyết định", "QĐ"),
    ("Quyết định", "QĐ"),
    ("Quyết định", "QĐ"),
    ("Nghị quyết", "NQ"),
    ("Nghị định", "NĐ"),
    ("Thông tư", "TT"),
    ("Kế hoạch", "KH"),
    ("Kế hoạch", "KH"),
    ("Chỉ thị", "CT"),
    ("Thông báo", "TB"),
    ("Báo cáo", "BC"),
    ("Hướng dẫn", "HD"),
    ("Chương trình", "CTr"),
    ("Tờ trình", "TTr"),
];
const PARTY_ACTS: [(&str, &str); 13] = [
    ("Kết luận", "KL"),
    ("Kết luận", "KL"),
    ("Nghị quyết", "NQ"),
    ("Quyết định", "QĐ"),
    ("Quyết định", "QĐ"),
    ("Quy định", "QĐ"),
    ("Kế hoạch", "KH"),
    ("Chỉ thị", "CT"),
    ("Thông báo", "TB"),
    ("Hướng dẫn", "HD"),
    ("Chương trình", "CTr"),
    ("Báo cáo", "BC"),
    ("Tờ trình", "TTr"),
];

/// The office, the kind, and the symbol; a year in it is printed between number and letters.
fn issued(random: &mut Random, form: Form) -> (Office, &'static str, String, bool) {
    match form {
        Form::StateLetter => {
            let office = offices::state(random);
            let symbol = format!("{}-{}", office.letters, office.unit);
            (office, "Công văn", symbol, false)
        }
        Form::PartyLetter => {
            let office = offices::party(random);
            let symbol = format!("CV/{}", office.letters);
            (office, "Công văn", symbol, false)
        }
        Form::PartyAct => {
            let (kind, letters) = random.pick(&PARTY_ACTS);
            let office = offices::party(random);
            let symbol = format!("{letters}/{}", office.letters);
            (office, kind, symbol, false)
        }
        Form::StateAct => {
            let (kind, letters) = random.pick(&STATE_ACTS);
            let office = match kind {
                "Nghị quyết" | "Nghị định" => offices::legislator(random, kind),
                "Thông tư" => offices::ministry(random),
                _ => offices::state(random),
            };
            let symbol = format!("{letters}-{}", office.letters);
            let legal = matches!(kind, "Nghị định" | "Thông tư")
                || matches!(kind, "Nghị quyết" | "Quyết định") && random.chance(30);
            (office, kind, symbol, legal)
        }
    }
}

fn day(random: &mut Random) -> jiff::civil::Date {
    let year = match random.below(20) {
        0 => random.within(1987, 2010),
        1..=3 => random.within(2011, 2023),
        _ => random.within(2024, 2026),
    };
    let (month, day) = (random.within(1, 12), random.within(1, 28));
    let date = |n: usize| i8::try_from(n).unwrap();
    jiff::civil::Date::new(i16::try_from(year).unwrap(), date(month), date(day)).unwrap()
}

/// Directive `index` of a form.
fn paper(seed: u64, form: Form, index: u64) -> Paper {
    let mut random = Random::new(seed, form as u64, index);
    let (office, name, symbol, legal) = issued(&mut random, form);
    let mut day = day(&mut random);
    let (mut office, mut name, mut symbol, mut legal) = (office, name, symbol, legal);
    // Papers of old, some of them dated without their place.
    let old = form == Form::StateAct && random.chance(8);
    let mut placed = true;
    if old {
        let year = i16::try_from(random.within(1978, 1991)).unwrap();
        day = day.with().year(year).build().unwrap();
        legal = false;
        placed = random.chance(60);
        if random.chance(50) {
            office = offices::council_of_ministers();
            name = random.pick(&["Nghị định", "Quyết định", "Chỉ thị"]);
            symbol = "HĐBT".into();
        } else {
            office = offices::province_committee(&mut random);
            name = random.pick(&["Quyết định", "Chỉ thị"]);
            symbol = format!("{}-UB", if name == "Chỉ thị" { "CT" } else { "QĐ" });
        }
    }
    let blank = !(legal || old) && random.chance(10);
    let number = random.within(1, 3000);
    let number = if number < 10 { format!("0{number}") } else { number.to_string() };
    let whole = match (legal, office.system) {
        (true, _) => format!("{number}/{}/{symbol}", day.year()),
        _ if symbol == "HĐBT" => format!("{number}-{symbol}"),
        (_, tracuu::directive::kind::System::Party) => format!("{number}-{symbol}"),
        _ => format!("{number}/{symbol}"),
    };
    let truth = Truth {
        number: (!blank).then_some(whole),
        symbol: Some(symbol),
        date: (!blank).then(|| day.to_string()),
        year: Some(day.year()),
        issuer: office.issuer.clone(),
        parent: office.parent.clone(),
        system: Some(office.system),
        place: placed.then(|| match office.place.as_str() {
            "Hồ Chí Minh" => "Thành phố Hồ Chí Minh".to_owned(),
            place => place.to_owned(),
        }),
        ..Truth::default()
    };
    let own = format!("{name} {number}");
    let mut desk = Desk { random, form, office, day, name, own, truth, sources: Vec::new() };
    let mut blocks: Vec<Block> = match form {
        Form::StateLetter | Form::PartyLetter => letter::write(&mut desk),
        Form::StateAct | Form::PartyAct => act::write(&mut desk),
    };
    if desk.random.chance(12) {
        blocks.extend(foot::annexes(&mut desk));
    }
    if desk.random.chance(6) {
        blocks.extend(foot::copy(&mut desk));
    }
    let pages = print::pages(&mut desk.random, &blocks);
    Paper { truth: desk.truth, pages }
}

fn number_of(name: &str, default: u64) -> u64 {
    env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn score(form: Form) -> Score {
    let (seed, count) =
        (number_of("TRACUU_FORMS_SEED", SEED), number_of("TRACUU_FORMS_COUNT", COUNT));
    show(form, seed);
    let mut score = Score::default();
    for index in 0..count {
        let paper = paper(seed, form, index);
        let read = tracuu::directive::read(&paper.pages);
        score.add(index, &paper, &read);
    }
    score
}

fn holds(form: Form) {
    let score = score(form);
    let wrong = env::var("TRACUU_FORMS_WRONG").ok();
    eprintln!("{form:?}\n{}", score.report(wrong.as_deref()));
    let least = |name: &str, is: f64, least: f64| {
        assert!(is >= least, "{form:?}: {name} {is:.4}, at least {least}");
    };
    least("fields", score.fields(), LEAST.fields);
    least("citations", score.citations.f1(), LEAST.citations);
    least("citation details", score.details(), LEAST.details);
    least("relations", score.relations(), LEAST.relations);
    least("deadlines", score.deadlines.f1(), LEAST.deadlines);
}

#[test]
fn letters_of_the_state() {
    holds(Form::StateLetter);
}

#[test]
fn acts_of_the_state() {
    holds(Form::StateAct);
}

#[test]
fn letters_of_the_party() {
    holds(Form::PartyLetter);
}

#[test]
fn acts_of_the_party() {
    holds(Form::PartyAct);
}

/// Shows the directive that `TRACUU_FORMS_SHOW` names, if it is of this form.
fn show(form: Form, seed: u64) {
    let Ok(asked) = env::var("TRACUU_FORMS_SHOW") else { return };
    let (name, index) = asked.split_once(':').unwrap();
    if !FORMS.iter().any(|(of, known)| *of == form && *known == name) {
        return;
    }
    let paper = paper(seed, form, index.parse().unwrap());
    for page in &paper.pages {
        eprintln!("{}\n======== page", page.text);
    }
    eprintln!("{:#?}", paper.truth);
    let read = tracuu::directive::read(&paper.pages);
    eprintln!("{read:#?}");
    let mut score = Score::default();
    score.add(0, &paper, &read);
    eprintln!("{}", score.report(Some("all")));
}
