//! The bytes of an RTF → groups, control words and text.

/// The longest control word; the specification has 32 letters.
const LONGEST: usize = 40;

/// The next thing in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` or `\word5`.
    Word(&'b str, Option<i32>),
    /// `\~`, and what else is one character.
    Symbol(u8),
    /// `\'b5`
    Byte(u8),
    /// Text without line ends, which say nothing in RTF; never empty.
    Text(&'b [u8]),
}

/// Reads bytes.
#[derive(Debug)]
pub(super) struct Tokens<'b> {
    rest: &'b [u8],
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.rest
    }

    /// The bytes up to the end of the group that was opened last.
    pub(super) fn group(&self) -> &'b [u8] {
        let mut ahead = Tokens::new(self.rest);
        let mut depth = 1_usize;
        while depth > 0 {
            match ahead.next() {
                Some(Token::Open) => depth += 1,
                Some(Token::Close) => depth -= 1,
                Some(_) => {}
                None => break,
            }
        }
        self.prefix(self.rest.len() - ahead.rest.len())
    }

    fn prefix(&self, length: usize) -> &'b [u8] {
        self.rest.get(..length).unwrap_or(self.rest)
    }

    fn pass(&mut self, length: usize) {
        self.rest = self.rest.get(length..).unwrap_or_default();
    }

    fn while_is(&self, from: usize, is: impl Fn(u8) -> bool) -> usize {
        let rest = self.rest.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| is(**byte)).count()
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'b>> {
        let first = *self.rest.first()?;
        if first == b'\'' {
            let digit = |at: usize| char::from(*self.rest.get(at)?).to_digit(16);
            let byte = digit(1).zip(digit(2)).and_then(|(a, b)| u8::try_from(a * 16 + b).ok());
            self.pass(if byte.is_some() { 3 } else { 1 });
            return Some(byte.map_or(Token::Symbol(b'\''), Token::Byte));
        }
        if !first.is_ascii_alphabetic() {
            self.pass(1);
            return Some(Token::Symbol(first));
        }
        let letters = self.while_is(0, |byte| byte.is_ascii_alphabetic());
        let word = std::str::from_utf8(self.prefix(letters.min(LONGEST))).unwrap_or_default();
        self.pass(letters);
        let sign = usize::from(self.rest.first() == Some(&b'-'));
        let digits = self.while_is(sign, |byte| byte.is_ascii_digit());
        let number = (digits > 0).then(|| number(self.prefix(sign + digits)));
        if digits > 0 {
            self.pass(sign + digits);
        }
        if self.rest.first() == Some(&b' ') {
            self.pass(1);
        }
        Some(Token::Word(word, number))
    }
}

fn number(text: &[u8]) -> i32 {
    let text = std::str::from_utf8(text).unwrap_or_default();
    let far = if text.starts_with('-') { i32::MIN } else { i32::MAX };
    text.parse().unwrap_or(far)
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let first = *self.rest.first()?;
            match first {
                b'\r' | b'\n' => self.pass(1),
                b'{' => {
                    self.pass(1);
                    return Some(Token::Open);
                }
                b'}' => {
                    self.pass(1);
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.pass(1);
                    let token = self.control()?;
                    if let Token::Word("bin", length) = token {
                        self.pass(usize::try_from(length.unwrap_or(0)).unwrap_or(0));
                        continue;
                    }
                    return Some(token);
                }
                _ => {
                    let is_text = |byte| !matches!(byte, b'\r' | b'\n' | b'{' | b'}' | b'\\');
                    let text = self.prefix(self.while_is(0, is_text));
                    self.pass(text.len());
                    return Some(Token::Text(text));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_symbols_and_text() {
        let bytes = b"{\\b0 a\\'B5\\'xz\r\n\\u-10 \\~\\bin3 }}}b\\fs999999999999999}";
        let tokens: Vec<Token<'_>> = Tokens::new(bytes).collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Text(b"a"),
                Token::Byte(0xB5),
                Token::Symbol(b'\''),
                Token::Text(b"xz"),
                Token::Word("u", Some(-10)),
                Token::Symbol(b'~'),
                Token::Text(b"b"),
                Token::Word("fs", Some(i32::MAX)),
                Token::Close,
            ]
        );
        assert_eq!(Tokens::new(b"\\").next(), None);
        assert_eq!(Tokens::new(b"\\bin99999 x").next(), None);
        assert_eq!(Tokens::new(b"a{b}\\}c}d").group(), b"a{b}\\}c}");
    }
}
