//! The page in a real browser, from the first key to the last hit: one Chromium without a window for all tests.
//!
//! Without Chromium they say so and are skipped, but not where everything must be tested (`CI`).

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on fails, and says where"
)]

mod access;
mod archive;
mod citations;
mod document;
mod hostile;
mod language;
mod phone;
mod places;
mod quiet;
mod search;
mod support;
mod tasks;
mod weight;
mod without_script;

use libtest_mimic::{Arguments, Trial};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use support::House;

/// Made by the first test that runs.
type Shared = Arc<OnceLock<House>>;

/// Makes trials of functions that get the house.
struct Trials {
    shared: Shared,
    chromium: Option<PathBuf>,
    all: Vec<Trial>,
}

impl Trials {
    /// `is_here` is whether what else the test needs is on this machine.
    fn add(&mut self, name: &str, is_here: bool, test: impl AsyncFnOnce(&House) + Send + 'static) {
        let (shared, chromium) = (Arc::clone(&self.shared), self.chromium.clone());
        let is_skipped = chromium.is_none() || !is_here;
        let run = move || {
            let chromium = chromium.ok_or("no browser")?;
            let program = Path::new(env!("CARGO_BIN_EXE_tracuu"));
            shared.get_or_init(|| House::open(program, &chromium)).run(test);
            Ok(())
        };
        self.all.push(Trial::test(name, run).with_ignored_flag(is_skipped));
    }
}

/// What a test needs, or `None` with a loud word; where everything must be tested, a failure.
fn needed<T>(found: Result<T, String>) -> Option<T> {
    match found {
        Ok(found) => Some(found),
        Err(missing) if std::env::var_os("CI").is_some() => panic!("{missing}"),
        Err(missing) => {
            eprintln!("SKIPPED, THE PAGE IS NOT TESTED IN A BROWSER: {missing}");
            None
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let chromium = needed(support::find().map_err(|missing| missing.to_string()));
    let axe = needed(access::axe());
    let mut trials = Trials { shared: Shared::default(), chromium, all: Vec::new() };
    macro_rules! tests {
        ($($module:ident: $($name:ident)*;)*) => {
            $($(trials.add(concat!(stringify!($module), "::", stringify!($name)), true, $module::$name);)*)*
        };
    }
    tests! {
        search: typing_suggests the_mouse_takes_a_suggestion keys_walk_the_hits facets_narrow_and_chips_widen
            days_narrow going_back_restores more_hits_follow what_was_meant_is_offered;
        document: a_hit_is_opened_where_it_stands hits_are_walked marks_stay_on_their_words_when_enlarged
            a_citation_is_followed pages_are_turned text_is_one_click_away;
        tasks: tasks_narrow_and_lead_to_their_page;
        archive: what_was_not_read_is_named bars_lead_to_what_they_count;
        citations: a_number_leads_to_what_is_around_it citations_and_addresses_are_copied
            a_value_is_shown_where_it_was_read text_stands_beside_the_original;
        language: the_other_language_stays;
        phone: no_page_is_wider_than_a_phone a_phone_can_do_it_all;
        quiet: no_page_errs_or_asks_a_stranger what_goes_wrong_is_noticed;
        hostile: nothing_of_a_directive_runs;
        weight: pages_are_light;
        without_script: everything_works_without_a_script;
    }
    for lang in ["vi", "en"] {
        let (name, axe) = (format!("access::axe_finds_nothing_in_{lang}"), axe.clone());
        trials.add(&name, axe.is_some(), async move |house: &House| {
            access::axe_finds_nothing(house, &axe.unwrap(), lang).await;
        });
    }
    let Trials { all, shared, .. } = trials;
    let conclusion = libtest_mimic::run(&arguments, all);
    // Ends the browser, whatever became of the tests.
    drop(shared);
    conclusion.exit_code()
}
