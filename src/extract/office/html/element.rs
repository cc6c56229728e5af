//! The elements of web pages, by what they do to a text.

use super::style::Style;
use crate::extract::office::builder::Apart;
use crate::extract::office::story::Look;

/// What an element is to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// A piece of a line.
    Inline,
    /// A font that goes on behind the paragraph it was opened in.
    Font,
    /// It begins and ends paragraphs.
    Block,
    Paragraph,
    Heading,
    List,
    Item,
    /// A term of a list of definitions, or what it means.
    Definition,
    Table,
    /// A part of a table's rows.
    Rows,
    Row,
    Cell,
    Caption,
    Head,
    Body,
    /// Not shown.
    Hidden,
}

impl Role {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "font" => Self::Font,
            "p" => Self::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Self::Heading,
            "ol" | "ul" | "menu" | "dir" => Self::List,
            "li" => Self::Item,
            "dd" | "dt" => Self::Definition,
            "table" => Self::Table,
            "tbody" | "thead" | "tfoot" => Self::Rows,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "caption" => Self::Caption,
            "head" => Self::Head,
            "body" => Self::Body,
            "address" | "article" | "aside" | "blockquote" | "center" | "details" | "dialog"
            | "div" | "dl" | "fieldset" | "figcaption" | "figure" | "footer" | "form"
            | "header" | "hgroup" | "html" | "legend" | "listing" | "main" | "nav" | "pre"
            | "section" | "summary" | "xmp" | "plaintext" | "textarea" | "button" | "optgroup" => {
                Self::Block
            }
            "script" | "style" | "title" | "noscript" | "template" | "select" | "datalist"
            | "audio" | "video" | "canvas" | "iframe" | "noembed" | "noframes" | "xml" | "rp"
            | "svg" | "applet" | "sdfield" | "del" => Self::Hidden,
            _ => Self::Inline,
        }
    }

    /// Whether it stands on lines of its own.
    pub(super) fn is_block(self) -> bool {
        !matches!(self, Self::Inline | Self::Font | Self::Head | Self::Hidden)
    }

    /// Whether it begins inside nothing that a paragraph is.
    pub(super) fn ends_paragraph(self) -> bool {
        self.is_block() && !matches!(self, Self::Rows | Self::Row | Self::Cell | Self::Caption)
    }

    /// Whether it is a part of a table.
    pub(super) fn is_of_table(self) -> bool {
        matches!(self, Self::Table | Self::Rows | Self::Row | Self::Cell | Self::Caption)
    }

    /// White above and below that browsers give it.
    pub(super) fn is_spaced(self, name: &str) -> bool {
        const SPACED: [&str; 6] = ["blockquote", "dl", "pre", "figure", "listing", "xmp"];
        matches!(self, Self::Paragraph | Self::Heading | Self::List) || SPACED.contains(&name)
    }
}

/// Whether an element has no content, and no end.
pub(super) fn is_void(name: &str) -> bool {
    const VOID: [&str; 19] = [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
        "keygen", "link", "meta", "nextid", "param", "source", "track", "wbr",
    ];
    VOID.contains(&name)
}

/// What text is like inside an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Context {
    pub(super) look: Look,
    pub(super) is_centred: bool,
    /// White above and below the paragraph, in twentieths of a point.
    pub(super) before: i32,
    pub(super) behind: i32,
    pub(super) is_pre: bool,
}

/// White above and below what browsers set apart: a line.
const LINE: i32 = 280;

impl Context {
    /// Inside an element of this style.
    pub(super) fn inside(self, name: &str, role: Role, style: &Style) -> Self {
        let Look { font, is_raised, is_capital, is_hidden } = self.look;
        let look = Look {
            font: style.font.unwrap_or(font),
            is_raised: style.is_raised.unwrap_or(is_raised || name == "sup"),
            is_capital: style.is_capital.unwrap_or(is_capital),
            is_hidden: is_hidden || role == Role::Hidden || style.hides == Some(true),
        };
        let is_centred = style.is_centred.unwrap_or(match role {
            Role::Table => false,
            _ => self.is_centred || matches!(name, "center" | "th"),
        });
        let (before, behind) = if role.is_block() {
            // Who tells one side means both: LibreOffice leaves out what is nothing.
            let is_told = style.before.or(style.behind).is_some();
            let usual = if role.is_spaced(name) && !is_told { LINE } else { 0 };
            (style.before.unwrap_or(usual), style.behind.unwrap_or(usual))
        } else {
            (self.before, self.behind)
        };
        let is_pre = matches!(name, "pre" | "listing" | "xmp" | "plaintext" | "textarea");
        let is_pre = style.is_pre.unwrap_or(self.is_pre || is_pre);
        Self { look, is_centred, before, behind, is_pre }
    }
}

/// An element that is open.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) style: Style,
    /// What text is like around it.
    pub(super) around: Context,
    pub(super) apart: Option<Apart>,
}
