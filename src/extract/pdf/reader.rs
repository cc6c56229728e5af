//! Pages of an open PDF → their texts, with what runs through the document set apart.

use super::decode::decode_page;
use super::device::{Collector, Drawing, Marks};
use super::fonts::Fonts;
use super::guard::{Stopped, guard};
use super::recover::recover;
use super::status::{is_lost, status};
use crate::document::PageStatus;
use crate::extract::layout::{self, Laid, Leaf};
use crate::extract::running::{Edges, REACH, Running, running};
use crate::extract::task::Task;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page, kurbo,
};
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::time::Instant;

/// What the pages of one file share.
pub(super) struct Reader<'a> {
    pdf: &'a Pdf,
    task: Task<'a>,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    fonts: Fonts<'a>,
    /// Pages, from 0, with fonts of which too little was known to decode them.
    unsure: BTreeMap<usize, Vec<u16>>,
    begun: Instant,
    text_bytes: usize,
    /// Not all of the text was kept.
    pub(super) text_cut: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(pdf: &'a Pdf, task: Task<'a>) -> Self {
        let settings = InterpreterSettings::default();
        Self {
            pdf,
            task,
            cache: InterpreterCache::new(),
            fonts: Fonts::new(settings.clone()),
            settings,
            unsure: BTreeMap::new(),
            begun: Instant::now(),
            text_bytes: 0,
            text_cut: false,
        }
    }

    /// Reads all pages; of each is kept what `keep` makes of it.
    pub(super) fn pages<T>(&mut self, keep: impl Fn(PageStatus, Laid) -> T) -> Vec<T> {
        let count = self.pdf.pages().len().min(self.task.limits.pages);
        let mut pages = Vec::with_capacity(count);
        let mut lengths = Vec::with_capacity(count);
        self.read(0..count, |_, status, laid| {
            lengths.push(laid.text.len());
            pages.push(keep(status, laid));
        });
        // What a later page told of a font holds for the earlier ones.
        let unsure = std::mem::take(&mut self.unsure);
        let is_decoded = |fonts: &Vec<u16>| fonts.iter().any(|font| self.fonts.is_decoded(*font));
        let again = unsure.into_iter().filter(|(_, fonts)| is_decoded(fonts)).map(|(at, _)| at);
        for run in runs(again.collect()) {
            for length in lengths.get(run.clone()).unwrap_or_default() {
                self.text_bytes = self.text_bytes.saturating_sub(*length);
            }
            self.read(run, |at, status, laid| {
                // The time may be up by now.
                let is_read = !matches!(status, PageStatus::Damaged | PageStatus::Timeout);
                if let Some(page) = pages.get_mut(at).filter(|_| is_read) {
                    *page = keep(status, laid);
                }
            });
        }
        pages
    }

    /// Reads pages, and those around them as far as they say what runs through them; `each` gets
    /// the pages asked for, in order, with their places from 0.
    fn read(&mut self, asked: Range<usize>, mut each: impl FnMut(usize, PageStatus, Laid)) {
        let pdf = self.pdf;
        let count = pdf.pages().len().min(self.task.limits.pages);
        let first = asked.start.saturating_sub(REACH);
        let mut edges: Vec<Edges> = Vec::new();
        let mut ahead: VecDeque<Sheet> = VecDeque::new();
        for at in first..asked.end {
            while first + edges.len() < count.min(at + REACH + 1) {
                let Some(page) = pdf.pages().get(first + edges.len()) else { break };
                let sheet = self.sheet(page, first + edges.len());
                edges.push(sheet.leaf.as_ref().map(|l| l.edges().clone()).unwrap_or_default());
                ahead.push_back(sheet);
            }
            let Some(sheet) = ahead.pop_front() else { break };
            if asked.contains(&at) {
                let of = |page: usize| edges.get(page.checked_sub(first)?);
                let (status, laid) = self.set(sheet, &running(of, at, count));
                each(at, status, laid);
            }
        }
    }

    /// Interprets a page; `at` is its place, from 0.
    fn sheet(&mut self, page: &PdfPage<'a>, at: usize) -> Sheet {
        let unread = |status| Sheet { fault: Some(status), ..Sheet::default() };
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        (self.task.page_begun)(number);
        if let Some(status) = self.task.given_up.status(number) {
            return unread(status);
        }
        if self.begun.elapsed() > self.task.limits.file_time {
            return unread(PageStatus::Timeout);
        }
        let (mut drawing, mut panicked) = self.draw(page);
        let mut unsure = self.decode(&mut drawing);
        if self.fonts.are_mixed_up() && self.fonts.tell_apart() {
            (drawing, panicked) = self.draw(page);
            unsure = self.decode(&mut drawing);
        }
        if !unsure.is_empty() {
            self.unsure.insert(at, unsure);
        }
        let Drawing { page: glyphs, marks, timed_out, cut, .. } = drawing;
        self.text_cut |= cut;
        let Ok(leaf) = guard(|| layout::leaf(&glyphs)) else {
            return unread(PageStatus::Damaged);
        };
        let fault = match () {
            // Its first part is better than nothing, but it is damaged.
            () if panicked => Some(PageStatus::Damaged),
            () => timed_out.then_some(PageStatus::Timeout),
        };
        let is_lost = glyphs.glyphs.is_empty() && is_lost(page);
        Sheet { leaf: Some(leaf), marks, fault, is_lost }
    }

    /// What a page draws, and whether a panic in the middle of it has cut that off.
    fn draw(&mut self, page: &PdfPage<'a>) -> (Drawing, bool) {
        self.fonts.begin(page);
        let limits = self.task.limits;
        let mut collector = Collector::new(limits, &mut self.fonts, page.render_dimensions());
        let interpreted = guard(|| {
            let area = kurbo::Rect::new(0.0, 0.0, f64::from(f32::MAX), f64::from(f32::MAX));
            let mut context = Context::new(
                page.initial_transform(true).to_kurbo(),
                area,
                &self.cache,
                self.pdf.xref(),
                self.settings.clone(),
            );
            interpret_page(page, &mut context, &mut collector);
        });
        let drawing = collector.finish();
        let panicked = matches!(interpreted, Err(Stopped::Panic(_)));
        if panicked {
            self.cache = InterpreterCache::new();
        }
        (drawing, panicked)
    }

    /// Gives glyphs the text that the file does not tell. Returns the fonts of which too little is
    /// known to do so.
    fn decode(&mut self, drawing: &mut Drawing) -> Vec<u16> {
        recover(&mut drawing.page.glyphs, &drawing.origins, &mut self.fonts);
        decode_page(&mut drawing.page.glyphs, &mut drawing.origins, &mut self.fonts)
    }

    /// The text of an interpreted page, and what became of it.
    fn set(&mut self, sheet: Sheet, running: &Running) -> (PageStatus, Laid) {
        let Sheet { leaf, marks, fault, is_lost } = sheet;
        let Some(leaf) = leaf else {
            return (fault.unwrap_or(PageStatus::Damaged), Laid::default());
        };
        let area = leaf.area();
        let Ok(mut laid) = guard(|| leaf.set(running)) else {
            return (PageStatus::Damaged, Laid::default());
        };
        let room = self.task.limits.text_bytes.saturating_sub(self.text_bytes);
        if laid.text.len() > room {
            laid.text.truncate(laid.text.floor_char_boundary(room));
            self.text_cut = true;
        }
        self.text_bytes += laid.text.len();
        let status = fault.unwrap_or_else(|| match status(&laid.text, area, &marks) {
            PageStatus::Blank if is_lost => PageStatus::Damaged,
            status => status,
        });
        (status, laid)
    }
}

/// A page that was interpreted, before it is known what runs through its document.
#[derive(Default)]
struct Sheet {
    /// `None` if there is none to be had.
    leaf: Option<Leaf>,
    marks: Marks,
    /// What became of the page, if not what its text says.
    fault: Option<PageStatus>,
    /// It has contents that draw nothing.
    is_lost: bool,
}

/// Numbers in order, those that follow one another as one range.
fn runs(numbers: Vec<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some(run) if run.end == number => run.end += 1,
            _ => runs.push(number..number + 1),
        }
    }
    runs
}
