//! stub
/// n
#[derive(Debug)]
pub struct Number;
impl Number {
    /// p
    #[must_use]
    pub fn parse(_: &str) -> Option<Self> {
        None
    }
    /// k
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        Vec::new()
    }
}
