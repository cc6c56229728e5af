//! The store as it comes: its default tokenizer, its BM25, any word.

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, STORED, Schema, TEXT, Value};
use tantivy::tokenizer::{TokenStream, TokenizerManager};
use tantivy::{Index, Searcher, TantivyDocument, Term, doc};

/// An index in memory.
pub(crate) struct Stock {
    searcher: Searcher,
    text: tantivy::schema::Field,
    at: tantivy::schema::Field,
}

impl Stock {
    pub(crate) fn new(texts: impl Iterator<Item = String>) -> Self {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT);
        let at = schema.add_u64_field("at", STORED);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads(1, 64 << 20).expect("a writer");
        for (number, content) in (0u64..).zip(texts) {
            writer.add_document(doc!(text => content, at => number)).expect("room");
        }
        writer.commit().expect("room");
        let searcher = index.reader().expect("a reader").searcher();
        Self { searcher, text, at }
    }

    /// The best documents for a question, the best first.
    pub(crate) fn ask(&self, question: &str, most: usize) -> Vec<usize> {
        let mut tokenizer = TokenizerManager::default().get("default").expect("a tokenizer");
        let mut tokens = tokenizer.token_stream(question);
        let mut words: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        while tokens.advance() {
            let term = Term::from_field_text(self.text, &tokens.token().text);
            let word = TermQuery::new(term, IndexRecordOption::WithFreqs);
            words.push((Occur::Should, Box::new(word)));
        }
        let best = TopDocs::with_limit(most).order_by_score();
        let found = self.searcher.search(&BooleanQuery::new(words), &best).expect("an answer");
        let number = |address| {
            let document: TantivyDocument = self.searcher.doc(address).expect("a document");
            document.get_first(self.at).and_then(|value| value.as_u64()).expect("its number")
        };
        found.into_iter().map(|(_, address)| number(address) as usize).collect()
    }
}
