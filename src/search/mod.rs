//! A question → hits.

pub mod answer;

pub use answer::{
    Advice, Answer, Counts, Facet, FacetValue, Facets, FormCount, Hit, Match, Reading, ReadingPart,
    Snippet,
};
