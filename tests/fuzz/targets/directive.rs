//! Any text as the pages of a directive: every span is a piece of its page.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tracuu::directive;
use tracuu::document::{Page, PageStatus};

fuzz_target!(|text: &str| {
    let page = |text: &str| Page { text: text.to_owned(), status: PageStatus::Text };
    let pages: Vec<Page> = text.split('\u{c}').map(page).collect();
    let read = directive::read(&pages);
    for mention in read.citations.iter().flat_map(|citation| &citation.mentions) {
        let page = &pages[mention.span.page as usize - 1].text;
        let span = mention.span.start as usize..mention.span.end as usize;
        assert_eq!(page.get(span), Some(mention.text.as_str()));
    }
    drop(read.keys());
});
