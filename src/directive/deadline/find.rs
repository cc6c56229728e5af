//! Finds the deadlines of a text: where time is spoken of, whether it is a task's, whose and what for.
//!
//! In: tokens, the directive's own date, its addressees. Out: [`Deadline`]s.

use super::actor::{self, Actor};
use super::due::{Due, Own};
use super::when::{self, When};
use super::{Deadline, DeadlineKind, Precision};
use crate::directive::block::{Block, Level};
use crate::directive::tokens::{Gap, Tokens};
use crate::document::Page;
use crate::text::fold::fold;
use std::ops::Range;

/// What a directive says of itself that its deadlines are read with.
#[derive(Debug, Clone, Copy)]
pub(in crate::directive) struct Known<'k> {
    pub(in crate::directive) own: Own,
    pub(in crate::directive) addressees: &'k [String],
    /// Who speaks: the issuer, and the body on whose behalf it is signed.
    pub(in crate::directive) speakers: [Option<&'k str>; 2],
    /// A report: what it says of time is mostly past.
    pub(in crate::directive) is_report: bool,
}

/// The deadlines of a text, in its order.
pub(in crate::directive) fn deadlines(
    pages: &[Page],
    tokens: &Tokens,
    blocks: &[Block],
    known: Known<'_>,
) -> Vec<Deadline> {
    let finder = Finder { pages, tokens, known, blocks };
    let mut found: Vec<(usize, Deadline)> = Vec::new();
    for at in 0..finder.blocks.len() {
        let own = finder.of_block(at);
        let inherited = if own.is_empty() { finder.inherited(at, &found) } else { Vec::new() };
        found.extend(own.into_iter().chain(inherited).map(|deadline| (at, deadline)));
    }
    found.into_iter().map(|(_, deadline)| deadline).collect()
}

/// Tokens of a sentence looked at before and behind a place: text without points stays linear.
const SENTENCE: usize = 500;

struct Finder<'t> {
    pages: &'t [Page],
    tokens: &'t Tokens,
    known: Known<'t>,
    blocks: &'t [Block],
}

impl Finder<'_> {
    fn of_block(&self, at: usize) -> Vec<Deadline> {
        let Some(block) = self.blocks.get(at) else { return Vec::new() };
        let (mut whens, mut i): (Vec<When>, usize) = (Vec::new(), block.text);
        while i < block.tokens.end {
            let found = when::at(self.tokens, i, self.known.own);
            match found.filter(|when| when.tokens.end <= block.tokens.end) {
                Some(when) if self.is_task(block, &when) => {
                    i = when.tokens.end.max(i + 1);
                    whens.push(when);
                }
                Some(when) => i = when.tokens.end.max(i + 1),
                None => i += 1,
            }
        }
        self.only_best(&mut whens);
        let mut after = block.text;
        let mut deadlines = Vec::with_capacity(whens.len());
        for when in whens {
            let clause = self.clause(block, &when, after);
            after = when.tokens.end;
            deadlines.extend(self.deadline(at, when, clause, false));
        }
        deadlines
    }

    /// "báo cáo định kỳ hằng tháng (trước ngày 25 hằng tháng)": one recurring task of a clause, that
    /// which says most.
    fn only_best(&self, whens: &mut Vec<When>) {
        let is_recurring = |when: &When| when.relation == DeadlineKind::Recurring;
        let mut at: usize = 1;
        while let (Some(first), Some(second)) =
            (at.checked_sub(1).and_then(|i| whens.get(i)), whens.get(at))
        {
            let between = first.tokens.end..second.tokens.start;
            let apart =
                between.clone().any(|i| [';', '.'].iter().any(|s| self.tokens.is_sign(i, *s)));
            if is_recurring(first) && is_recurring(second) && !apart {
                let shorter = first.tokens.len() < second.tokens.len();
                whens.remove(if shorter { at - 1 } else { at });
            } else {
                at += 1;
            }
        }
    }

    /// Whether what is said of time is a task's: not past, not said of what has been done, not of what
    /// a rule applies to.
    fn is_task(&self, block: &Block, when: &When) -> bool {
        if let (Some(due), Some(own)) = (when.due, self.known.own.date)
            && due.last_day().is_none_or(|day| day < own)
        {
            return false;
        }
        if let (Some(due), Some(year)) = (when.due, self.known.own.year)
            && due.year < year
        {
            return false;
        }
        if !self.may_be_asked(when) {
            return false;
        }
        let start = self.sentence(block, when.tokens.start).start;
        let near = start.max(when.tokens.start.saturating_sub(14))..when.tokens.start;
        if near.clone().any(|i| self.is_done(i)) || self.is_condition(start, when) {
            return false;
        }
        // "Trong tháng 9/2025, toàn tỉnh đã tiếp nhận …"
        let tells = when.relation == DeadlineKind::Within && when.period.is_none();
        let behind = when.tokens.end..(when.tokens.end + 14).min(block.tokens.end);
        let said = |word| when.tokens.clone().any(|i| self.tokens.folded(i) == word);
        if tells && !(said("hoan") || said("xong")) {
            let year = when.due.is_some_and(|due| due.precision == Precision::Year);
            // "… trong năm 2025." closes what an item asks for; elsewhere it says what a year is like.
            let closes = [';', '.', ')'].iter().any(|s| self.tokens.is_sign(when.tokens.end, *s));
            let asks = block.level != Level::Paragraph && closes;
            let told = behind.clone().any(|i| self.is_done(i));
            return !(self.known.is_report || year && !asks || told);
        }
        true
    }

    /// Whether the words themselves can ask for something. Where it is not known when the directive was
    /// made, a day may be past: then only what asks by its words. "… được áp dụng từ ngày", "… được thực
    /// hiện đến hết ngày" say how long a rule holds.
    fn may_be_asked(&self, when: &When) -> bool {
        const FARTHEST: usize = 9;
        const ASKS: [&str; 10] =
            ["hạn", "nhận", "gửi", "nộp", "báo", "hoàn", "xong", "gian", "trình", "kết"];
        let range = when.tokens.start.saturating_sub(FARTHEST)..when.tokens.end;
        let asks = || {
            range.clone().any(|i| {
                let word = self.tokens.nfc(i).to_lowercase();
                let unmarked = word.is_ascii() && ASKS.iter().any(|ask| fold(ask) == word);
                unmarked || ASKS.contains(&word.as_str())
            })
        };
        let before = when.tokens.start.checked_sub(1).map(|b| self.tokens.folded(b));
        let first = self.tokens.folded(when.tokens.start);
        let holds = range.clone().any(|i| {
            matches!(
                (self.tokens.folded(i), self.tokens.folded(i + 1)),
                ("ap", "dung") | ("hieu", "luc")
            )
        });
        if when.relation == DeadlineKind::From && before == Some("duoc") || first == "den" && holds
        {
            return false;
        }
        let undated = self.known.own.year.is_none();
        match when.relation {
            DeadlineKind::From => !undated,
            DeadlineKind::Before => !undated || asks(),
            _ if first == "den" => asks(),
            _ => true,
        }
    }

    /// "đã", of what has been done; not "đã được giao".
    fn is_done(&self, i: usize) -> bool {
        let next = self.tokens.folded(i + 1);
        let given = matches!(next, "duoc" | "ban" | "de" | "giao" | "ky" | "neu" | "phe");
        self.tokens.nfc(i).to_lowercase() == "đã" && !given
            || self.tokens.folded(i) == "hieu" && self.tokens.folded(i + 1) == "luc"
    }

    /// Whether the sentence says when a rule applies: `Trường hợp …`, `Đối với … trước ngày …`, or what
    /// was before a day: `được thành lập trước ngày …`.
    fn is_condition(&self, sentence: usize, when: &When) -> bool {
        let first = (self.tokens.folded(sentence), self.tokens.folded(sentence + 1));
        let opens = matches!(first, ("truong", "hop") | ("neu", _) | ("khi", _) | ("doi", "voi"));
        let comma = (sentence..when.tokens.start).any(|i| self.tokens.is_sign(i, ','));
        if opens && !comma {
            return true;
        }
        let back = |n: usize| when.tokens.start.checked_sub(n).map(|i| self.tokens.folded(i));
        let past = matches!(
            (back(2), back(1)),
            (Some("thanh"), Some("lap"))
                | (Some("phat"), Some("sinh"))
                | (Some("ban"), Some("hanh"))
                | (Some("tuyen"), Some("dung"))
                | (Some("hoat"), Some("dong"))
                | (Some("ky"), Some("ket"))
                | (Some("ho"), Some("so"))
        );
        when.relation == DeadlineKind::Before && past && !opens
    }

    /// The sentence of token `i` in its block.
    fn sentence(&self, block: &Block, i: usize) -> Range<usize> {
        let stop = |at: usize| self.stops(at, &['.', '!', '?']);
        let first = block.text.max(i.saturating_sub(SENTENCE));
        let last = block.tokens.end.min(i + SENTENCE);
        let start = (first..i).rev().find(|at| stop(*at)).map_or(first, |at| at + 1);
        let end = (i..last).find(|at| stop(*at)).unwrap_or(last);
        start..end
    }

    /// Whether a sign ends a sentence at token `at`: not inside a number or an abbreviation.
    fn stops(&self, at: usize, signs: &[char]) -> bool {
        let sign = signs.iter().any(|sign| self.tokens.is_sign(at, *sign));
        let inside = self.tokens.is_sign(at, '.')
            && (self.tokens.glued(at + 1) && !self.tokens.is_sign(at + 1, '/')
                || self.tokens.nfc(at + 1).starts_with(char::is_lowercase)
                    && self.tokens.gap(at + 1) < Gap::Paragraph);
        sign && !inside
    }

    /// The clause of a deadline: what is to be done. `after` is where the deadline before it in the block
    /// ended.
    fn clause(&self, block: &Block, when: &When, after: usize) -> Range<usize> {
        const SHORTEST: usize = 5;
        let sentence = self.sentence(block, when.tokens.start);
        let from = after.max(block.text);
        // In brackets, or at the head of an item: of the whole of it.
        let opened = when.tokens.start.checked_sub(1).is_some_and(|b| self.tokens.is_sign(b, '('));
        if opened {
            return from..self.clause_end(when.tokens.end, &sentence).max(when.tokens.end);
        }
        let leads = when.tokens.start <= sentence.start + 1;
        if leads {
            return sentence;
        }
        let end = self.clause_end(when.tokens.end, &sentence);
        let before = |at: usize| {
            let semicolon = |at: &usize| self.tokens.is_sign(*at, ';');
            (sentence.start..at).rev().find(semicolon).map_or(sentence.start, |at| at + 1)
        };
        let is_short =
            |start: usize| end.saturating_sub(start) < when.tokens.len().saturating_add(SHORTEST);
        let mut start = before(when.tokens.start);
        // "…; hoàn thành trước ngày 15/12/2025": what stands before the semicolon is meant.
        while is_short(start) && start > sentence.start {
            start = before(start.saturating_sub(1));
        }
        // A sentence that says only when goes with the one before it.
        if is_short(start) && start > block.text {
            start = self.sentence(block, start.saturating_sub(1)).start;
        }
        start.max(from.min(when.tokens.start))..end
    }

    fn clause_end(&self, at: usize, sentence: &Range<usize>) -> usize {
        (at..sentence.end).find(|i| self.tokens.is_sign(*i, ';')).unwrap_or(sentence.end)
    }

    /// The deadline of block `at`; `None` if its words have no place.
    fn deadline(
        &self,
        at: usize,
        when: When,
        clause: Range<usize>,
        inherited: bool,
    ) -> Option<Deadline> {
        let block = self.blocks.get(at)?;
        let span = self.tokens.span(when.tokens.clone())?;
        let page = self.pages.get(usize::try_from(span.page.checked_sub(1)?).ok()?)?;
        let text = page.text.get(span.start as usize..span.end as usize)?.to_owned();
        Some(Deadline {
            date: when.due.map(Due::iso),
            precision: when.due.map(|due| due.precision),
            relation: when.relation,
            period: when.period.clone(),
            who: self.who(at, &clause, &when),
            item: (!block.label.is_empty()).then(|| block.label.clone()),
            what: self.what(clause),
            span,
            text,
            inherited,
        })
    }

    /// What is to be done, on one line; the middle of what is very long is left out.
    fn what(&self, clause: Range<usize>) -> String {
        const HEAD: usize = 700;
        const TAIL: usize = 300;
        let line = self.tokens.line(clause);
        let line = line.trim_matches(|c: char| c.is_whitespace() || ",;:.-/".contains(c));
        let cut = |at: usize| line.char_indices().nth(at).map_or(line.len(), |(at, _)| at);
        let length = line.chars().count();
        if length <= HEAD + TAIL {
            return line.to_owned();
        }
        let (head, tail) = (line.get(..cut(HEAD)), line.get(cut(length - TAIL)..));
        let head = head.and_then(|head| head.rsplit_once(' ')).map_or("", |(head, _)| head);
        let tail = tail.and_then(|tail| tail.split_once(' ')).map_or("", |(_, tail)| tail);
        format!("{head} […] {tail}")
    }

    /// Who is to do it: the subject of the clause, of its sentence, of the item, of what stands above
    /// it; else the addressees.
    fn who(&self, at: usize, clause: &Range<usize>, when: &When) -> Vec<String> {
        let Some(block) = self.blocks.get(at) else { return Vec::new() };
        let sentence = self.sentence(block, when.tokens.start).start;
        let places = [clause.start, sentence, block.text];
        let actor = places.into_iter().find_map(|start| {
            let actor = self.actor(start, block, Some(when))?;
            // "Chỉ đạo B làm …; bảo đảm …": what follows is again a task of who directs.
            (!actor.led || start == clause.start).then_some(actor)
        });
        let mut names: Vec<String> = Vec::new();
        for name in self.with_leaders(actor, block) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() { self.known.addressees.to_vec() } else { names }
    }

    /// Who is named at token `start` of a block, behind a deadline that may lead it.
    fn actor(&self, start: usize, block: &Block, when: Option<&When>) -> Option<Actor> {
        let led = when.filter(|when| when.tokens.start <= start + 1).map(|when| when.tokens.end);
        let start = led.unwrap_or(start);
        let start =
            start + usize::from(self.tokens.is_sign(start, ',') || self.tokens.is_sign(start, ':'));
        actor::at(self.tokens, start..block.tokens.end)
    }

    /// The names of an actor, and of those who lead it where it is named as the one who is led.
    fn with_leaders(&self, actor: Option<Actor>, block: &Block) -> Vec<String> {
        match actor {
            Some(actor) if !actor.led => actor.names,
            Some(actor) => {
                let above = self.above(block);
                actor.names.into_iter().chain(above).collect()
            }
            None => self.above(block),
        }
    }

    /// Who is named by what a block stands under.
    fn above(&self, block: &Block) -> Vec<String> {
        let Some(parent) = block.parent.and_then(|parent| self.blocks.get(parent)) else {
            return Vec::new();
        };
        let when =
            (parent.text..parent.text + 2).find_map(|i| when::at(self.tokens, i, self.known.own));
        let mut names = self.with_leaders(self.actor(parent.text, parent, when.as_ref()), parent);
        if parent.level == Level::Paragraph {
            names.retain(|name| !self.speaks(name));
        }
        names
    }

    /// Whether a body is the one that speaks: "Ban Thường vụ Tỉnh ủy có ý kiến như sau:" asks others.
    fn speaks(&self, name: &str) -> bool {
        let name = fold(name);
        let level =
            [" tinh", " thanh pho", " xa", " phuong"].iter().find_map(|l| name.strip_suffix(l));
        let name = level.unwrap_or(&name);
        self.known.speakers.iter().flatten().any(|speaker| {
            fold(speaker)
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    }

    /// The deadlines that block `at` takes from the lead-in above it.
    fn inherited(&self, at: usize, found: &[(usize, Deadline)]) -> Vec<Deadline> {
        let Some(block) = self.blocks.get(at) else { return Vec::new() };
        let Some(parent) = block.parent.filter(|_| block.level != Level::Paragraph) else {
            return Vec::new();
        };
        if !self.blocks.get(parent).is_some_and(|parent| parent.leads(self.tokens)) {
            return Vec::new();
        }
        let dated = |d: &&(usize, Deadline)| {
            d.0 == parent && !d.1.inherited && d.1.relation != DeadlineKind::Recurring
        };
        let mut above = found.iter().rev().take_while(|(at, _)| *at >= parent);
        let Some((_, lead)) = above.find(dated) else { return Vec::new() };
        let sentence = self.sentence(block, block.text);
        let actor = self.actor(block.text, block, None);
        let what = self.what(sentence);
        let mut who = self.with_leaders(actor, block);
        if who.is_empty() {
            who.clone_from(&lead.who);
        }
        vec![Deadline {
            who,
            what,
            item: (!block.label.is_empty()).then(|| block.label.clone()),
            inherited: true,
            ..lead.clone()
        }]
    }
}
